//! Ears and mouth: microphone, voice activity, recogniser, playback, model set-up.
