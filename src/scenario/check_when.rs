//! Conditions name what is there: acts, facts, lines, documents, forms, an earlier contact.

use super::check::Check;
use super::{Past, When};

impl Check<'_> {
    pub(super) fn when(&mut self, path: String, when: &When) {
        match when {
            When::Act(acts) => acts.iter().for_each(|act| self.act(path.clone(), act)),
            When::Did(act) => self.act(path, act),
            When::Asks(fact)
            | When::Tells(fact)
            | When::TellsWrong(fact)
            | When::Mentions(fact)
            | When::Known(fact)
            | When::Told(fact) => self.fact(path, fact),
            When::Said(line) => self.line(path, line),
            When::Sent(document) => {
                let documents: Vec<&str> = self.company.documents.iter().map(|(id, _)| id.as_str()).collect();
                if !documents.contains(&document.as_str()) {
                    self.unknown("PR209", "document", path, document.as_str(), &documents);
                }
            }
            When::All(whens) | When::Any(whens) => {
                for (index, when) in whens.iter().enumerate() {
                    self.when(format!("{path}[{index}]"), when);
                }
            }
            When::Not(when) => self.when(path, when),
            When::Filled(form, field, value) => {
                if self.form(path.clone(), form) {
                    self.form_value(path, form, field, value);
                }
            }
            When::Submitted(form) => {
                self.form(path, form);
            }
            When::Always
            | When::Verified
            | When::RightRecord
            | When::TicketFiled
            | When::Refunded(_)
            | When::Changed(..)
            | When::AngerFrom(_)
            | When::TrustFrom(_)
            | When::PatienceTo(_)
            | When::AfterHold
            | When::Waited(_) => {}
            When::Earlier(past) => self.past(path, past),
        }
    }

    /// A condition on the earlier contact needs one; whether its facts and forms are there, the library knows.
    fn past(&mut self, path: String, past: &Past) {
        if self.scenario.follows.is_none() {
            let message = format!("{past:?} is asked of an earlier contact, and there is none");
            let remedy =
                "Write `follows: (scenario: …, outcome: …)`: which contact went before, and how it usually went.".to_owned();
            self.fault("PR227", path, "Earlier", message, remedy);
        }
    }
}
