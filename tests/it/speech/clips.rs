//! Clips of the trainee: what was said is what is kept, and can be heard again.

use pronto::speech::clip::{content_name, decode_bytes, decode_file, encode_flac};

/// A sound of so many samples, with silences in it.
fn sound(samples: usize) -> Vec<f32> {
    (0..samples).map(|index| if index / 3_000 % 2 == 0 { (index as f32 * 0.06).sin() * 0.3 } else { 0.0 }).collect()
}

fn alike(heard: &[f32], said: &[f32]) -> bool {
    heard.len() == said.len() && heard.iter().zip(said).all(|(heard, said)| (heard - said).abs() < 1.0 / 16_000.0)
}

#[test]
fn a_clip_sounds_as_it_was_said() {
    for samples in [400, 4_096, 8_192, 18_240, 46_401] {
        let said = sound(samples);
        let flac = encode_flac(&said).unwrap();
        assert!(alike(&decode_bytes(&flac).unwrap(), &said), "{samples} samples");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("clip.flac");
        std::fs::write(&file, &flac).unwrap();
        assert!(alike(&decode_file(&file).unwrap(), &said), "{samples} samples in a file");
    }
}

/// Clips kept before 28 November 2026 tell the length of their last block as that of the shortest.
#[test]
fn a_clip_of_an_earlier_version_can_be_heard() {
    let said = sound(18_240);
    let mut flac = encode_flac(&said).unwrap();
    flac[8..10].copy_from_slice(&(18_240u16 % 4_096).to_be_bytes());
    let name = content_name(&flac);
    assert!(alike(&decode_bytes(&flac).unwrap(), &said));
    assert_eq!(content_name(&flac), name, "what is kept stays as it is");
}
