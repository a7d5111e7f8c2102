//! The models Pronto knows by name.

/// One speech model: a file of the ggml format, multilingual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// What people call it: `base`.
    pub name: &'static str,
    /// Its file name.
    pub file: &'static str,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of the file, in hex. Published by the models' home; the base model's was also measured.
    pub sha256: &'static str,
    /// Its usual home.
    pub url: &'static str,
    /// Whether it can also be put together from packages of the Python registry.
    pub from_registry: bool,
}

/// The model Pronto uses unless told otherwise: understands Italian over the telephone (12 % of professional speakers'
/// words wrong, about one in four of free speech) at one second of CPU an utterance.
pub const BASE: Entry = Entry {
    name: "base",
    file: "ggml-base.bin",
    bytes: 147_951_465,
    sha256: "60ed5bc3dd14eea856493d334349b405782ddcaf0028d4b5df4088345fba2efe",
    url: "https://huggingface.co/ggerganov/whisper.cpp/resolve/main/ggml-base.bin",
    from_registry: true,
};

/// All models known by name, smallest first.
pub const CATALOGUE: &[Entry] = &[
    Entry {
        name: "tiny",
        file: "ggml-tiny.bin",
        bytes: 77_691_713,
        sha256: "be07e048e1e599ad46341c8d2a135645097a538221678b7acdd1b1919c6e1b21",
        url: "https://huggingface.co/ggerganov/whisper.cpp/resolve/main/ggml-tiny.bin",
        from_registry: false,
    },
    BASE,
    Entry {
        name: "small",
        file: "ggml-small.bin",
        bytes: 487_601_967,
        sha256: "1be3a9b2063867b937e64e2ec7483364a79917e157fa98c5d94b5c1fffea987b",
        url: "https://huggingface.co/ggerganov/whisper.cpp/resolve/main/ggml-small.bin",
        from_registry: false,
    },
    Entry {
        name: "large-v3-turbo",
        file: "ggml-large-v3-turbo.bin",
        bytes: 1_624_555_275,
        sha256: "1fc70f774d38eb169993ac391eea357ef47c88757ef72ee5943879b7e8e2bc69",
        url: "https://huggingface.co/ggerganov/whisper.cpp/resolve/main/ggml-large-v3-turbo.bin",
        from_registry: false,
    },
];

/// The model of this name, if the catalogue has it.
pub fn entry(name: &str) -> Option<&'static Entry> {
    CATALOGUE.iter().find(|entry| entry.name == name)
}
