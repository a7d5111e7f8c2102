//! What is wrong with a rubric that could be read.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Place, Severity, did_you_mean};
use crate::ids::{Bilingual, RowId};

use super::catalogue::{INDICATORS, SLOTS, entry};
use super::model::{Elsewhere, FORMAT, IndicatorRule, Rubric, Sourced};

/// Every fault of a rubric, sorted by place.
pub(super) fn check(file: &str, source: &str, rubric: &Rubric) -> Vec<Diagnostic> {
    let mut faults = Faults { file, source, found: Vec::new() };
    faults.format(rubric);
    faults.numbers(rubric);
    faults.units_and_rows(rubric);
    faults.criticals(rubric);
    faults.elsewhere(rubric);
    let mut seen = BTreeSet::new();
    for rule in &rubric.indicators {
        if !seen.insert(&rule.id) {
            faults.add("PR303", &rule.id.0, at(rule, ""), "the indicator is listed twice".into(), "Keep one of the two.");
        }
        faults.indicator(rule, rubric);
    }
    faults.found.sort();
    faults.found
}

struct Faults<'a> {
    file: &'a str,
    source: &'a str,
    found: Vec<Diagnostic>,
}

impl Faults<'_> {
    /// Notes a fault. `anchor` is a text that stands once, or first, at the faulty place; its line is given.
    fn add(&mut self, code: &'static str, anchor: &str, path: String, message: String, remedy: &str) {
        let quoted = format!("\"{anchor}\"");
        let line = self.source.lines().position(|line| line.contains(&quoted)).and_then(|index| u32::try_from(index + 1).ok());
        let place = Place { file: self.file.to_owned(), line, column: None, path };
        self.found.push(Diagnostic { place, code, severity: Severity::Fault, message, remedy: remedy.to_owned() });
    }

    fn format(&mut self, rubric: &Rubric) {
        if rubric.format != FORMAT {
            let message = format!("the file says format {}, this program reads {FORMAT}", rubric.format);
            self.add("PR302", "", "format".into(), message, "Use the program version the rubric was written for.");
        }
    }

    fn numbers(&mut self, rubric: &Rubric) {
        self.permille("floor", &rubric.floor);
        self.sourced("floor", &rubric.floor.1);
        self.sourced("weights_source", &rubric.weights_source);
        for unit in &rubric.units {
            for (name, number) in [("reached_from", &unit.reached_from), ("coverage_from", &unit.coverage_from)] {
                let path = format!("units[\"{}\"].{name}", unit.id);
                self.permille(&path, number);
                self.sourced(&path, &number.1);
            }
        }
    }

    fn permille(&mut self, path: &str, number: &Sourced) {
        if !(0..=1000).contains(&number.0) {
            let message = format!("{} is no share in thousandths", number.0);
            self.add("PR304", "", path.to_owned(), message, "Give a whole number from 0 to 1000.");
        }
    }

    /// A number without a source would be a bare number.
    fn sourced(&mut self, path: &str, source: &str) {
        let named = source.strip_prefix("norms:").is_some_and(|rest| !rest.trim().is_empty());
        if !named && source != "our proposal" && !source.starts_with("adopted:") {
            let message = format!("the number's source reads \"{source}\"");
            let remedy = "Say \"norms: ...\" with where it stands, \"adopted: ...\" with the act, or \"our proposal\".";
            self.add("PR305", source, path.to_owned(), message, remedy);
        }
    }

    fn units_and_rows(&mut self, rubric: &Rubric) {
        for row in rubric.rows.keys() {
            let unit = row.0.split('.').next().unwrap_or_default();
            if !rubric.units.iter().any(|known| known.id.as_str() == unit) {
                let message = format!("row {row} belongs to no unit of the rubric");
                self.add(
                    "PR306",
                    &row.0,
                    format!("rows[\"{row}\"]"),
                    message,
                    "Name rows UNIT.A1 or UNIT.K1 after a unit listed above.",
                );
            }
        }
    }

    fn criticals(&mut self, rubric: &Rubric) {
        for critical in &rubric.criticals {
            let path = format!("criticals[\"{}\"].rows", critical.id);
            self.known_rows(&path, &critical.id.0, &critical.rows, rubric);
        }
    }

    /// A row that is the same as another leads to one that is shown: to a row of its own, never on to a third.
    fn elsewhere(&mut self, rubric: &Rubric) {
        for (row, place) in &rubric.elsewhere {
            let path = format!("elsewhere[\"{row}\"]");
            self.known_rows(&path, &row.0, std::slice::from_ref(row), rubric);
            match place {
                Elsewhere::SameAs(other) => {
                    self.known_rows(&path, &other.0, std::slice::from_ref(other), rubric);
                    if other == row || matches!(rubric.elsewhere.get(other), Some(Elsewhere::SameAs(_))) {
                        let message = format!("row {row} is said to be the same as {other}, which leads no further");
                        self.add("PR314", &row.0, path, message, "Name the row that is judged.");
                    }
                }
                Elsewhere::ExternalTest(text) if text.it.trim().is_empty() || text.en.trim().is_empty() => {
                    self.add("PR312", &row.0, path, "a text is empty".into(), "Write it in both languages.");
                }
                Elsewhere::ExternalTest(_) => {}
            }
        }
    }

    fn known_rows(&mut self, path: &str, anchor: &str, rows: &[RowId], rubric: &Rubric) {
        for row in rows.iter().filter(|row| !rubric.rows.contains_key(row)) {
            let remedy = match did_you_mean(&row.0, rubric.rows.keys().map(RowId::as_str)) {
                Some(near) => format!("Did you mean {near}? Rows are listed under `rows`."),
                None => "Use a row listed under `rows`, or add it there.".to_owned(),
            };
            self.add("PR307", anchor, path.to_owned(), format!("the rubric has no row {row}"), &remedy);
        }
    }

    fn indicator(&mut self, rule: &IndicatorRule, rubric: &Rubric) {
        let Some(entry) = entry(&rule.id.0) else {
            let remedy = match did_you_mean(&rule.id.0, INDICATORS.iter().map(|entry| entry.id)) {
                Some(near) => format!("Did you mean {near}?"),
                None => "Use an indicator that the shipped rubric lists.".to_owned(),
            };
            return self.add("PR308", &rule.id.0, at(rule, ""), format!("no indicator is called {}", rule.id), &remedy);
        };
        if rule.rows.is_empty() {
            self.add(
                "PR309",
                &rule.id.0,
                at(rule, ".rows"),
                "the indicator bears on no row".into(),
                "Name at least one row of the profile.",
            );
        }
        self.known_rows(&at(rule, ".rows"), &rule.id.0, &rule.rows, rubric);
        self.names(rule, "params", entry.params, &rule.params);
        let parts: BTreeMap<String, ()> = rule.parts.keys().map(|part| (part.0.clone(), ())).collect();
        self.names(rule, "parts", entry.parts, &parts);
        for (name, number) in &rule.params {
            self.sourced(&at(rule, &format!(".params[\"{name}\"]")), &number.1);
            if number.0 < 0 {
                let message = format!("{} is negative", number.0);
                self.add("PR304", &rule.id.0, at(rule, &format!(".params[\"{name}\"]")), message, "Give a whole number from 0.");
            }
        }
        self.words(rule);
    }

    /// The rubric gives exactly the names the catalogue lists.
    fn names<V>(&mut self, rule: &IndicatorRule, field: &str, wanted: &[&str], given: &BTreeMap<String, V>) {
        for name in wanted.iter().filter(|name| !given.contains_key(**name)) {
            let message = format!("{field} lacks \"{name}\"");
            self.add("PR310", &rule.id.0, at(rule, &format!(".{field}")), message, "Add it: the indicator cannot judge without.");
        }
        for name in given.keys().filter(|name| !wanted.contains(&name.as_str())) {
            let remedy = match did_you_mean(name, wanted.iter().copied()) {
                Some(near) => format!("Did you mean {near}?"),
                None => "Remove it: the indicator does not read it.".to_owned(),
            };
            self.add("PR311", &rule.id.0, at(rule, &format!(".{field}")), format!("{field} has no \"{name}\""), &remedy);
        }
    }

    fn words(&mut self, rule: &IndicatorRule) {
        let fixed = [("met", &rule.met), ("not_met", &rule.not_met), ("why", &rule.why)];
        for (name, text) in fixed {
            if text.it.trim().is_empty() || text.en.trim().is_empty() {
                self.add(
                    "PR312",
                    &rule.id.0,
                    at(rule, &format!(".{name}")),
                    "a text is empty".into(),
                    "Write it in both languages.",
                );
            }
        }
        for (index, sentence) in rule.advice.iter().enumerate() {
            for slot in slots(sentence).filter(|slot| !SLOTS.contains(&slot.as_str())) {
                let remedy = format!("Advice knows {{{}}}.", SLOTS.join("}, {"));
                let path = at(rule, &format!(".advice[{index}]"));
                self.add("PR313", &rule.id.0, path, format!("advice has no slot {{{slot}}}"), &remedy);
            }
        }
    }
}

fn at(rule: &IndicatorRule, rest: &str) -> String {
    format!("indicators[\"{}\"]{rest}", rule.id)
}

/// The names between braces in both languages.
fn slots(text: &Bilingual) -> impl Iterator<Item = String> {
    [&text.it, &text.en]
        .into_iter()
        .flat_map(|text| text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()))
        .collect::<BTreeSet<_>>()
        .into_iter()
}
