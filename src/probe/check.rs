//! What is wrong with a set that could be read: everything at once.

use std::collections::{BTreeMap, BTreeSet};

use super::{Item, Kind, ProbeSet, Said};
use crate::diagnostic::{Diagnostic, Place, Severity, did_you_mean};
use crate::ids::RowId;

/// A right answer longer than this many times the longest wrong one gives itself away. Our proposal.
const LONGER_PERCENT: usize = 160;

/// Endings that lean on where an answer stands, which is the seed's to say.
const LEANING: &[&str] = &["tutte le precedenti", "nessuna delle precedenti", "all of the above", "none of the above"];

/// Every fault (PR503 to PR514) and smell (PR551, PR552) of a set, sorted by place. `rows` are the rows of the profile.
pub fn check(file: &str, source: &str, set: &ProbeSet, rows: &BTreeSet<RowId>) -> Vec<Diagnostic> {
    let mut faults = Faults { file, source, set, found: Vec::new() };
    faults.head(rows);
    let (mut ids, mut texts) = (BTreeSet::new(), BTreeMap::new());
    for item in &set.items {
        if !ids.insert(&item.id) {
            faults.item(
                item,
                "PR503",
                "",
                "another item has this id".into(),
                "Give each item an id of its own; records refer to it.",
            );
        }
        if let Some(other) = texts.insert(plain(&item.text.it), &item.id) {
            let message = format!("item \"{other}\" asks the same in the same words");
            faults.item(item, "PR509", ".text", message, "Remove one of the two, or ask something else.");
        }
        faults.rows_of(item);
        faults.texts(item);
        faults.kind(item);
    }
    faults.found.sort();
    faults.found.dedup();
    faults.found
}

struct Faults<'a> {
    file: &'a str,
    source: &'a str,
    set: &'a ProbeSet,
    found: Vec<Diagnostic>,
}

impl Faults<'_> {
    /// Notes something at a path of the file. The line is the first that holds `anchor` in quotation marks.
    fn add(&mut self, severity: Severity, code: &'static str, anchor: &str, path: String, message: String, remedy: &str) {
        let quoted = format!("\"{anchor}\"");
        let line = self.source.lines().position(|line| line.contains(&quoted)).and_then(|index| u32::try_from(index + 1).ok());
        let place = Place { file: self.file.to_owned(), line, column: None, path };
        self.found.push(Diagnostic { place, code, severity, message, remedy: remedy.to_owned() });
    }

    fn item(&mut self, item: &Item, code: &'static str, path: &str, message: String, remedy: &str) {
        let path = format!("items[\"{}\"]{path}", item.id);
        self.add(Severity::Fault, code, &item.id.0, path, message, remedy);
    }

    fn head(&mut self, rows: &BTreeSet<RowId>) {
        let set = self.set;
        let name = self.file.rsplit(['/', '\\']).next().unwrap_or_default();
        if name.strip_suffix(".ron").is_some_and(|name| name != set.id.as_str()) {
            let message = format!("the set is called \"{}\" and its file {name}", set.id);
            self.add(Severity::Fault, "PR514", &set.id.0, "id".into(), message, "Give both the same name.");
        }
        for row in set.rows.iter().filter(|row| !rows.contains(row)) {
            let remedy = match did_you_mean(&row.0, rows.iter().map(RowId::as_str)) {
                Some(near) => format!("Did you mean {near}?"),
                None => "Use a row of the profile: the rubric lists them.".to_owned(),
            };
            let message = format!("the profile has no row {row}");
            self.add(Severity::Fault, "PR504", &row.0, "rows".into(), message, &remedy);
        }
        let (share, by) = (set.pass_from.0, &set.pass_from.1);
        if !(0..=1000).contains(&share) {
            let message = format!("{share} is no share in thousandths");
            self.add(Severity::Fault, "PR505", by, "pass_from".into(), message, "Give a whole number from 0 to 1000.");
        }
        let named = by.strip_prefix("norms:").is_some_and(|rest| !rest.trim().is_empty());
        if !named && by != "our proposal" && !by.starts_with("adopted:") {
            let message = format!("the threshold's source reads \"{by}\"");
            let remedy = "Say \"norms: ...\" with where it stands, \"adopted: ...\" with the act, or \"our proposal\".";
            self.add(Severity::Fault, "PR505", by, "pass_from".into(), message, remedy);
        }
        if set.draw == 0 || usize::from(set.draw) > set.items.len() {
            let message = format!("{} items are to be drawn from {}", set.draw, set.items.len());
            self.add(Severity::Fault, "PR506", "", "draw".into(), message, "Draw at least one, and no more than there are.");
        }
        for row in set.rows.iter().filter(|row| !set.items.iter().any(|item| set.rows_of(item).contains(row))) {
            let message = format!("no item bears on row {row}");
            self.add(Severity::Fault, "PR512", &row.0, "rows".into(), message, "Add items for it, or leave it out.");
        }
        if [&set.title.it, &set.title.en].iter().any(|text| text.trim().is_empty()) {
            self.add(
                Severity::Fault,
                "PR507",
                &set.id.0,
                "title".into(),
                "a text is empty".into(),
                "Write it in both languages.",
            );
        }
    }

    fn rows_of(&mut self, item: &Item) {
        let set = self.set;
        for row in item.rows.iter().filter(|row| !set.rows.contains(row)) {
            let remedy = match did_you_mean(&row.0, set.rows.iter().map(RowId::as_str)) {
                Some(near) => format!("Did you mean {near}? An item bears on rows that the set lists."),
                None => "Add it to the set's rows, or use one of them.".to_owned(),
            };
            self.item(item, "PR512", ".rows", format!("the set does not list row {row}"), &remedy);
        }
    }

    fn texts(&mut self, item: &Item) {
        let fixed = [(".text", Some(&item.text)), (".why", Some(&item.why))];
        let unit = match &item.kind {
            Kind::Number { unit, .. } => Some(unit),
            _ => None,
        };
        let mut all: Vec<(&str, &Said)> = fixed.into_iter().filter_map(|(path, text)| Some((path, text?))).collect();
        all.extend(item.kind.options().into_iter().chain(item.kind.classes()).chain(unit).map(|text| (".kind", text)));
        all.extend(reasons(&item.kind).into_iter().map(|text| (".kind", text)));
        for (path, text) in all {
            for language in self.set.languages.iter().filter(|language| !text.is_in(**language)) {
                let (message, remedy) = match text.it.trim() {
                    "" => ("a text is empty".to_owned(), "Write it; explanations are what a probe teaches by."),
                    it => (
                        format!("\"{it}\" has no text in \"{}\", in which the set can be asked", language.code()),
                        "Write (it: \"...\", en: \"...\"), or take the language out of `languages`.",
                    ),
                };
                self.item(item, "PR507", path, message, remedy);
            }
        }
    }

    fn kind(&mut self, item: &Item) {
        let few = |faults: &mut Self, what: &str| {
            faults.item(item, "PR508", ".kind", what.to_owned(), "Add more: two leave it to a coin, one asks nothing.");
        };
        match &item.kind {
            Kind::Choice { wrong, .. } if wrong.len() < 2 => few(self, "a choice needs at least two wrong answers"),
            Kind::Several { right, wrong } if right.is_empty() || wrong.is_empty() || right.len() + wrong.len() < 4 => {
                few(self, "it needs four answers or more, right ones and wrong ones among them");
            }
            Kind::Order { steps } if steps.len() < 3 => few(self, "an order needs at least three steps"),
            Kind::Classify { groups } if groups.len() < 2 || groups.iter().any(|group| group.snippets.is_empty()) => {
                few(self, "it needs at least two classes, each with something that belongs to it");
            }
            Kind::Number { tolerance, .. } if tolerance.0 < 0 => {
                self.item(item, "PR513", ".kind", format!("a tolerance of {tolerance}"), "Give 0 or more.");
            }
            _ => {}
        }
        for list in [item.kind.options(), item.kind.classes()] {
            let mut seen = BTreeSet::new();
            for text in list.into_iter().filter(|text| !text.it.trim().is_empty()) {
                if !seen.insert(plain(&text.it)) {
                    let message = format!("\"{}\" stands there twice", text.it.trim());
                    self.item(item, "PR509", ".kind", message, "Keep one: two alike cannot be told apart.");
                }
            }
        }
        self.guessable(item);
    }

    fn guessable(&mut self, item: &Item) {
        let path = format!("items[\"{}\"].kind", item.id);
        if let Kind::Choice { right, wrong } = &item.kind {
            let longest = wrong.iter().map(|wrong| wrong.0.it.chars().count()).max().unwrap_or(0);
            let length = right.it.chars().count();
            // Among single words and numbers length tells nobody anything.
            if length > 30 && length * 100 > longest * LONGER_PERCENT {
                let message = format!("the right answer has {length} characters, the longest wrong one {longest}");
                let remedy = "Shorten it, or say more in a wrong one: the longest answer is what people guess.";
                self.add(Severity::Smell, "PR551", &item.id.0, path.clone(), message, remedy);
            }
        }
        for text in item.kind.options() {
            if LEANING.iter().any(|leaning| plain(&text.it).contains(&plain(leaning))) {
                let message = format!("\"{}\" leans on the place of the others", text.it.trim());
                let remedy = "Answers stand in another order each time: say what is meant, or use Several.";
                self.add(Severity::Smell, "PR552", &item.id.0, path.clone(), message, remedy);
            }
        }
    }
}

/// The explanations of single answers.
fn reasons(kind: &Kind) -> Vec<&Said> {
    match kind {
        Kind::Choice { wrong, .. } | Kind::Several { wrong, .. } => wrong.iter().map(|wrong| &wrong.1).collect(),
        Kind::Classify { groups } => groups.iter().flat_map(|group| &group.snippets).map(|snippet| &snippet.1).collect(),
        Kind::Order { .. } | Kind::Number { .. } => Vec::new(),
    }
}

/// A text as far as it can be told from another: letters and digits, in small letters.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
