//! The debrief as one self-contained page: no network, works without scripts, prints, reads well aloud.
//!
//! Absent: judging, wording of rules (the rubric's), and any colour that alone would mean something.

mod findings;
mod page;
mod ribbon;
mod signs;
mod transcript;

pub use page::html;

use std::collections::BTreeMap;

use maud::{Markup, html as markup};

use super::view::{EvidenceView, View};
use super::words::say;

/// A sound to put into the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clip {
    /// The encoded audio, as a browser plays it.
    pub bytes: Vec<u8>,
    /// Its media type: `audio/flac`, `audio/ogg`, `audio/wav`.
    pub mime: String,
}

/// The page's parts share what they show and what can be heard.
#[derive(Debug, Clone, Copy)]
struct Page<'a> {
    view: &'a View,
    clips: &'a BTreeMap<String, Clip>,
}

impl Page<'_> {
    fn say(&self, it: &'static str, en: &'static str) -> &'static str {
        say(self.view.language, it, en)
    }

    /// The key of a line's clip, if it can be heard.
    fn audible(&self, line: usize) -> Option<&str> {
        let key = self.view.lines.get(line)?.clip.as_deref()?;
        self.clips.contains_key(key).then_some(key)
    }

    /// A time that leads to its line, and plays it where it can be heard.
    fn time(&self, evidence: &EvidenceView) -> Markup {
        let Some(line) = evidence.line else { return markup! { span.time { (evidence.time) } } };
        let clip = self.audible(line);
        let offset = evidence.span.from.since(self.view.lines[line].span.from);
        let label = format!("{}, {}", evidence.time, self.say("vai alla riga", "go to the line"));
        markup! {
            a.time href={ "#l" (line) } aria-label=(label) data-clip=[clip] data-from=[clip.map(|_| seconds(offset))] { (evidence.time) }
        }
    }

    /// A quotation with its time and speaker.
    fn quotation(&self, evidence: &EvidenceView) -> Markup {
        markup! {
            li {
                (self.time(evidence))
                span.who { (evidence.speaker_label) }
                @if evidence.said { q { (evidence.quote) } } @else { span.doing { (evidence.quote) } }
            }
        }
    }
}

/// Milliseconds as seconds with a point, as scripts read them.
fn seconds(ms: u64) -> String {
    format!("{}.{:03}", ms / 1000, ms % 1000)
}
