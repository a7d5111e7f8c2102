//! Customers' voices: where clips lie, which are stale, how lines are read.

use pronto::ids::{FeelingId, Language, PersonaId};
use pronto::scenario::{Clip, ClipState, Manifest, ManifestEntry, Origin, Voice, clip_path};
use pronto::store::{read_manifest, remove_clips};

#[test]
fn a_line_is_filed_under_the_narrowest_thing_that_changes_its_sound() {
    let path =
        |slots, persona: Option<&PersonaId>| clip_path(&"lost_sim".into(), &"smith".into(), &"opening".into(), 1, slots, persona);
    let tourist = "tourist".into();
    assert_eq!(path(true, None), "audio/lost_sim/smith/opening.1.ogg");
    assert_eq!(path(false, None), "audio/lost_sim/opening.1.ogg");
    assert_eq!(path(false, Some(&tourist)), "audio/personas/tourist/opening.1.ogg");
    assert_eq!(path(true, Some(&tourist)), "audio/lost_sim/smith/opening.1.ogg");
}

#[test]
fn a_clip_is_stale_once_its_words_or_its_voice_have_changed() {
    let rendered = clip("Pronto? C'è qualcuno?");
    let mut manifest = Manifest::default();
    assert_eq!(manifest.state(&rendered, true), ClipState::Missing, "a file nobody wrote down may say anything");
    manifest.clips.insert(rendered.path.clone(), entry(&rendered, Origin::Rendered(rendered.voice_hash())));
    assert_eq!(manifest.state(&rendered, true), ClipState::Fresh);
    assert_eq!(manifest.state(&rendered, false), ClipState::Missing);
    assert_eq!(manifest.state(&clip("pronto? c'è qualcuno?"), true), ClipState::Fresh, "nobody hears capitals");
    assert_eq!(manifest.state(&clip("Pronto! C'è qualcuno?"), true), ClipState::OtherText);
    let changes: [fn(&mut Clip); 5] = [
        |clip| clip.voice.blend[0].1 = 60,
        |clip| clip.voice.pitch = -40,
        |clip| clip.voice.tremor = 10,
        |clip| clip.speed = 88,
        |clip| clip.feeling = Some(FeelingId::from("rabbia")),
    ];
    for change in changes {
        let mut other = rendered.clone();
        change(&mut other);
        assert_eq!(manifest.state(&other, true), ClipState::OtherVoice, "{other:?}");
    }
}

#[test]
fn what_a_person_recorded_stays_whatever_the_voice() {
    let recorded = clip("Pronto?");
    let manifest = Manifest { clips: [(recorded.path.clone(), entry(&recorded, Origin::Recorded))].into() };
    let mut other = recorded.clone();
    other.voice.speed = 120;
    assert_eq!(manifest.state(&other, true), ClipState::Fresh);
    assert_eq!(manifest.state(&clip("Sì?"), true), ClipState::OtherText);
}

#[test]
fn a_clip_whose_line_is_gone_is_removed_unless_a_person_spoke_it() {
    let (gone, recorded, needed) = ("audio/a/gone.0.ogg", "audio/a/recorded.0.ogg", clip("Pronto?"));
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("audio/a")).unwrap();
    std::fs::write(folder.path().join(gone), "").unwrap();
    let mut manifest = Manifest::default();
    manifest.clips.insert(gone.to_owned(), entry(&needed, Origin::Rendered(String::new())));
    manifest.clips.insert(recorded.to_owned(), entry(&needed, Origin::Recorded));
    manifest.clips.insert(needed.path.clone(), entry(&needed, Origin::Rendered(needed.voice_hash())));
    let unneeded = manifest.unneeded(std::slice::from_ref(&needed));
    assert_eq!(unneeded, [gone]);
    remove_clips(folder.path(), &mut manifest, &unneeded).unwrap();
    assert!(!folder.path().join(gone).exists());
    assert_eq!(read_manifest(folder.path()).unwrap(), manifest, "what was written is what is read");
}

fn clip(text: &str) -> Clip {
    Clip {
        path: "audio/personas/aggressivo/silenzio.0.ogg".to_owned(),
        text: text.to_owned(),
        language: Language::It,
        voice: Voice { blend: vec![("im_nicola".to_owned(), 70), ("em_alex".to_owned(), 30)], speed: 100, pitch: 0, tremor: 0 },
        speed: 100,
        feeling: None,
        rank: (0, 0),
    }
}

fn entry(clip: &Clip, voice: Origin) -> ManifestEntry {
    ManifestEntry { text: clip.text_hash(), voice, ms: 1_200 }
}

#[cfg(feature = "voices")]
mod speaking {
    use pronto::ids::Language;
    use pronto::speech::voices::{RATE, encode, for_rten, in_babble, reading};
    use pronto::speech::{self, tone};

    #[test]
    fn lines_are_read_as_people_say_them() {
        for (written, spoken) in [
            ("Sono 39,90 €, capisce?", "Sono 39 euro e 90, capisce?"),
            ("€ 1.250,00!", "1250 euro!"),
            ("Costa 1 euro.", "Costa un euro."),
            ("Solo 0,50 €", "Solo 50 centesimi"),
            ("39,05 euro", "39 euro e 5 centesimi"),
            ("Il codice è 48 21 73.", "Il codice è quattro otto, due uno, sette tre."),
            ("Chiami il 3335521847.", "Chiami il tre tre tre, cinque cinque due, uno otto quattro sette."),
            ("Il 1/3 e il 12/03/2025", "Il primo marzo e il 12 marzo 2025"),
            ("Alle 15:30, il 20%", "Alle 15 e 30, il 20 per cento"),
            ("Fattura G-51802, n. 5", "Fattura gi, cinque uno otto zero due, numero 5"),
            ("Un SMS dalla SIM", "Un esse emme esse dalla sim"),
            ("Il sig. Ferri, B come Bologna", "Il signor Ferri, bi come Bologna"),
            ("Il 1° giugno, 1,5 GB", "Il primo giugno, 1 virgola 5 giga"),
            ("È vero? Sì... «certo».", "È vero? Sì... «certo»."),
        ] {
            assert_eq!(reading(written, Language::It), spoken);
        }
        for (written, spoken) in [
            ("It was €39.90, on 12/03.", "It was 39 euros 90, on the 12th of March."),
            ("£1 at 9:05", "1 pound at 9 oh 5"),
            ("Code 48 21 73, AB1", "Code four eight, two one, seven three, ay bee one"),
        ] {
            assert_eq!(reading(written, Language::En), spoken);
        }
    }

    #[test]
    fn no_line_of_a_damaged_model_is_believed() {
        assert!(for_rten(&[0x3a, 0x05, 0x0a]).is_err());
        assert!(for_rten(&[0xff; 12]).is_err());
        assert_eq!(for_rten(&[0x08, 0x09]).unwrap(), [0x08, 0x09]);
    }

    #[test]
    fn the_same_samples_give_the_same_file() {
        let samples: Vec<f32> = (0..RATE).map(|index| (index as f32 * 0.06).sin() * 0.1).collect();
        let file = encode(&samples, 7).unwrap();
        assert_eq!(file, encode(&samples, 7).unwrap());
        assert!(file.starts_with(b"OggS") && file.len() < 20_000, "{} bytes", file.len());
    }

    #[test]
    fn other_voices_are_as_much_quieter_as_asked() {
        let level = |samples: &[f32]| (samples.iter().map(|x| x * x).sum::<f32>() / samples.len() as f32).sqrt();
        let (speech, other) = (tone(1_000.0, 1_000, 0.3, speech::RATE), tone(700.0, 400, 0.9, speech::RATE));
        let alone = in_babble(&speech, &[], 0.0);
        let babble = |above| {
            let mixed = in_babble(&speech, &[(&other, 77)], above);
            level(&mixed.iter().zip(&alone).map(|(mixed, alone)| mixed - alone).collect::<Vec<_>>()) / level(&alone)
        };
        for (above, share) in [(20.0, 0.1), (6.0, 0.5), (0.0, 1.0)] {
            assert!((babble(above) / share - 1.0).abs() < 0.1, "{above} dB: {}", babble(above));
        }
        assert!(in_babble(&[], &[(&other, 0)], 6.0).is_empty());
        assert!(in_babble(&speech, &[(&[], 0)], 6.0) == alone, "a voice that says nothing");
    }
}
