//! A model from its usual home, by HTTP, going on where an earlier download broke off.

use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::path::Path;
use std::time::Duration;

use super::catalogue::Entry;
use super::fetch::Progress;
use crate::speech::SpeechError;

/// How long to wait for a connection before another way is tried.
const CONNECT: Duration = Duration::from_secs(5);
/// How long to wait for the first byte of an answer.
const ANSWER: Duration = Duration::from_secs(10);
/// How long a download may stand still.
const STALL: Duration = Duration::from_secs(30);

/// Downloads into `part`, appending to what is there.
pub(super) fn download(entry: &Entry, part: &Path, progress: &mut dyn FnMut(Progress)) -> Result<(), SpeechError> {
    let unreachable = |why: String| SpeechError::Unreachable { url: entry.url.to_owned(), why };
    let mut done = part.metadata().map_or(0, |metadata| metadata.len());
    if done > entry.bytes {
        std::fs::remove_file(part).map_err(SpeechError::disk("remove", part))?;
        done = 0;
    }
    if done == entry.bytes {
        return Ok(());
    }
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_resolve(Some(CONNECT))
        .timeout_connect(Some(CONNECT))
        .timeout_recv_response(Some(ANSWER))
        .timeout_per_read(Some(STALL))
        .build()
        .into();
    let mut request = agent.get(entry.url);
    if done > 0 {
        request = request.header("Range", format!("bytes={done}-"));
    }
    let response = request.call().map_err(|error| unreachable(error.to_string()))?;
    if response.status() != 206 {
        // The server sends the whole file again.
        done = 0;
    }
    let mut file = OpenOptions::new()
        .create(true)
        .write(true)
        .append(done > 0)
        .truncate(done == 0)
        .open(part)
        .map_err(SpeechError::disk("write", part))?;
    let mut body = response.into_body().into_reader();
    let mut block = vec![0; 1 << 16];
    loop {
        let read = body.read(&mut block).map_err(|error| unreachable(error.to_string()))?;
        if read == 0 {
            break;
        }
        file.write_all(&block[..read]).map_err(SpeechError::disk("write", part))?;
        done += read as u64;
        if done > entry.bytes {
            return Err(unreachable(format!("it sent more than the {} bytes of the model", entry.bytes)));
        }
        progress(Progress::Bytes { done, total: entry.bytes });
    }
    file.sync_all().map_err(SpeechError::disk("write", part))?;
    if done < entry.bytes {
        return Err(unreachable(format!("it broke off after {done} of {} bytes", entry.bytes)));
    }
    Ok(())
}
