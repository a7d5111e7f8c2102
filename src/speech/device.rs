//! What an audio device's complaint means.

use rodio::cpal::ErrorKind;

/// Whether a stream that complains so has stopped for good. Gaps, rerouting and a refused real-time priority are complaints of
/// a stream that goes on; whether it really does is seen from the sound it gives or takes.
pub(super) fn is_gone(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::DeviceNotAvailable | ErrorKind::HostUnavailable | ErrorKind::StreamInvalidated | ErrorKind::PermissionDenied
    )
}
