//! What came of a contact: its record, judged once the contact is over, never before.

use std::path::PathBuf;
use std::sync::Arc;

use bevy::prelude::*;

use super::theme::Look;
use crate::ids::{Language, LineId};
use crate::record::{Record, encode_event, encode_header};
use crate::report::{LineKind, View, view};
use crate::rubric::Rubric;
use crate::scenario::Script;
use crate::scoring::{Assessment, Scorecard, assessed};
use crate::session::Session;
use crate::store::{Library, read_assessment, read_record};

/// The rubric a practice call is judged by.
const RUBRIC: &str = "pronto";

/// What came of a contact.
#[derive(Resource)]
pub(crate) struct Verdict {
    /// What happened.
    pub(crate) record: Record,
    /// Where it is kept, if it is.
    pub(crate) folder: Option<PathBuf>,
    /// The debrief in the language of the screens, or why there is none.
    pub(crate) judged: Result<Judged, String>,
    /// What was run, for the sound of the customer's lines.
    script: Option<Arc<Script>>,
    /// The finding that is open.
    pub(crate) open: Option<usize>,
    /// The line of the transcript that is shown.
    pub(crate) line: Option<usize>,
    /// The line that is sounding.
    pub(crate) playing: Option<usize>,
    /// Where the page was written, or why it could not be.
    pub(crate) exported: Option<Result<PathBuf, String>>,
    library: Library,
}

/// A record with its judgement.
pub(crate) struct Judged {
    rubric: Rubric,
    pub(crate) card: Scorecard,
    pub(crate) view: View,
}

impl Verdict {
    /// Judges the contact that has just ended, from memory: a full disk costs nobody the debrief.
    pub(crate) fn of(session: &Session, library: &Library, language: Language) -> Self {
        let header = session.header().clone();
        let (_, mut chain) = encode_header(&header);
        for event in session.events() {
            chain = encode_event(&chain, event).1;
        }
        let record = Record { header, events: session.events().to_vec(), chain, torn: false };
        let nobody = Assessment::of(&record.chain.0);
        Self::new(record, &nobody, session.record_folder().map(PathBuf::from), library, language)
    }

    /// Judges a record on disk.
    ///
    /// # Errors
    /// Why the record cannot be read.
    pub(crate) fn read(folder: PathBuf, library: &Library, language: Language) -> Result<Self, String> {
        let record = read_record(&folder).map_err(|error| error.to_string())?;
        let assessment = read_assessment(&folder, &record).map_err(|error| error.to_string())?;
        Ok(Self::new(record, &assessment, Some(folder), library, language))
    }

    fn new(record: Record, assessment: &Assessment, folder: Option<PathBuf>, library: &Library, language: Language) -> Self {
        let judged = library.rubric(RUBRIC).map_err(|error| error.to_string()).map(|rubric| {
            let card = assessed(&record, &rubric, assessment);
            let view = view(&record, &card, &rubric, language);
            Judged { rubric, card, view }
        });
        let header = &record.header;
        let script = library.script(&header.scenario, Some(&header.cast), header.seed).ok().map(|(script, ..)| script);
        let library = library.clone();
        Self { record, folder, judged, script, open: None, line: None, playing: None, exported: None, library }
    }

    /// The clip of a line of the transcript, if there is one.
    pub(crate) fn clip(&self, line: usize) -> Option<PathBuf> {
        let line = self.judged.as_ref().ok()?.view.lines.get(line)?;
        let key = line.clip.as_deref()?;
        match line.kind {
            LineKind::Operator => {
                let file = self.folder.as_ref()?.join("audio").join(format!("{key}.flac"));
                file.is_file().then_some(file)
            }
            LineKind::Customer => {
                let (id, variant) = key.rsplit_once('#')?;
                self.library.clip(self.script.as_ref()?, &LineId::from(id), variant.parse().ok()?)
            }
            LineKind::Desk | LineKind::Phone => None,
        }
    }
}

/// The debrief follows the language of the screens.
pub(super) fn follow_language(verdict: Option<ResMut<Verdict>>, look: Res<Look>) {
    if let Some(mut verdict) = verdict
        && verdict.judged.as_ref().is_ok_and(|judged| judged.view.language != look.language)
    {
        let verdict = &mut *verdict;
        if let Ok(judged) = &mut verdict.judged {
            judged.view = view(&verdict.record, &judged.card, &judged.rubric, look.language);
        }
    }
}
