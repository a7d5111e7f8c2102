//! A rubric that says only in what it differs from another: `scenarios/rubric/stricter.ron` raises thresholds of `pronto`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::model::{FORMAT, Rubric, Sourced, Standing};
use crate::diagnostic::{Diagnostic, Place, Severity, did_you_mean};
use crate::ids::{Bilingual, IndicatorId, UnitId};

/// What a variant changes of the rubric it is based on. What it does not name stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// Version of the file format; [`FORMAT`].
    pub format: u16,
    /// Its name: the file's, without extension.
    pub id: String,
    /// The version its authors gave it.
    pub version: String,
    /// Shown on scorecards.
    pub title: Bilingual,
    /// Whether anybody has adopted it.
    pub standing: Standing,
    /// The rubric it changes: a name under `scenarios/rubric`. Not itself a variant.
    pub based_on: String,
    /// Another confidence floor.
    #[serde(default)]
    pub floor: Option<Sourced>,
    /// Other thresholds of units.
    #[serde(default)]
    pub units: BTreeMap<UnitId, UnitChange>,
    /// Other weights and thresholds of indicators.
    #[serde(default)]
    pub indicators: BTreeMap<IndicatorId, IndicatorChange>,
    /// Where the weights it changes come from.
    #[serde(default)]
    pub weights_source: Option<String>,
}

/// Other thresholds of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitChange {
    /// Points (thousandths) from which the level is reached.
    #[serde(default)]
    pub reached_from: Option<Sourced>,
    /// Share of the weight (thousandths) that must have been observed.
    #[serde(default)]
    pub coverage_from: Option<Sourced>,
}

/// Another weight or other thresholds of an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorChange {
    /// Another weight.
    #[serde(default)]
    pub weight: Option<u16>,
    /// Thresholds and limits by name; each replaces the one of that name.
    #[serde(default)]
    pub params: BTreeMap<String, Sourced>,
    /// Whether it is left out.
    #[serde(default)]
    pub omit: bool,
}

/// The rubric that a file says it is based on, if it says so.
///
/// # Errors
/// PR301, where a file that names a base cannot be read.
pub fn parse_variant(file: &str, source: &str) -> Result<Option<Variant>, Vec<Diagnostic>> {
    if !source.lines().any(|line| line.trim_start().starts_with("based_on:")) {
        return Ok(None);
    }
    ron::from_str(source).map(Some).map_err(|error| vec![super::parse::unreadable(file, &error)])
}

/// The rubric that a variant makes of its base. `file` and `source` are the variant's.
///
/// # Errors
/// Every fault found: PR302 a format of another program version, PR304 and PR305 as in a rubric, PR315 a change of something the base
/// does not have.
pub fn vary(file: &str, source: &str, base: &Rubric, variant: &Variant) -> Result<Rubric, Vec<Diagnostic>> {
    let mut faults = Faults { file, source, found: Vec::new() };
    if variant.format != FORMAT {
        let message = format!("the file says format {}, this program reads {FORMAT}", variant.format);
        faults.add("PR302", "format:", "format", message, "Use the program version the rubric was written for.");
    }
    let mut rubric = base.clone();
    rubric.id.clone_from(&variant.id);
    rubric.version.clone_from(&variant.version);
    rubric.title.clone_from(&variant.title);
    rubric.standing.clone_from(&variant.standing);
    if let Some(floor) = &variant.floor {
        rubric.floor.clone_from(floor);
    }
    if let Some(source) = &variant.weights_source {
        rubric.weights_source.clone_from(source);
    }
    for (id, change) in &variant.units {
        let known = base.units.iter().map(|unit| unit.id.as_str());
        match rubric.units.iter_mut().find(|unit| unit.id == *id) {
            Some(unit) => {
                unit.reached_from = change.reached_from.clone().unwrap_or_else(|| unit.reached_from.clone());
                unit.coverage_from = change.coverage_from.clone().unwrap_or_else(|| unit.coverage_from.clone());
            }
            None => faults.unknown("unit", id.as_str(), &format!("units[\"{id}\"]"), known, &variant.based_on),
        }
    }
    for (id, change) in &variant.indicators {
        let path = format!("indicators[\"{id}\"]");
        let known = base.indicators.iter().map(|rule| rule.id.as_str());
        let Some(rule) = rubric.indicators.iter_mut().find(|rule| rule.id == *id) else {
            faults.unknown("indicator", id.as_str(), &path, known, &variant.based_on);
            continue;
        };
        rule.weight = change.weight.unwrap_or(rule.weight);
        for (name, number) in &change.params {
            match rule.params.get_mut(name) {
                Some(own) => own.clone_from(number),
                None => {
                    let known = rule.params.keys().map(String::as_str);
                    faults.unknown("threshold", name, &format!("{path}.params"), known, &variant.based_on);
                }
            }
        }
    }
    rubric.indicators.retain(|rule| !variant.indicators.get(&rule.id).is_some_and(|change| change.omit));
    // Numbers and their sources are held to the same rules as a rubric's own.
    faults.found.extend(super::check::check(file, source, &rubric));
    faults.found.sort();
    faults.found.dedup();
    if !faults.found.is_empty() {
        return Err(faults.found);
    }
    rubric.fingerprint = rubric.work_out_fingerprint();
    Ok(rubric)
}

struct Faults<'a> {
    file: &'a str,
    source: &'a str,
    found: Vec<Diagnostic>,
}

impl Faults<'_> {
    fn add(&mut self, code: &'static str, anchor: &str, path: &str, message: String, remedy: &str) {
        let line = self.source.lines().position(|line| line.contains(anchor)).and_then(|index| u32::try_from(index + 1).ok());
        let place = Place { file: self.file.to_owned(), line, column: None, path: path.to_owned() };
        self.found.push(Diagnostic { place, code, severity: Severity::Fault, message, remedy: remedy.to_owned() });
    }

    fn unknown<'b>(&mut self, what: &str, name: &str, path: &str, known: impl Iterator<Item = &'b str>, base: &str) {
        let remedy = match did_you_mean(name, known) {
            Some(near) => format!("Did you mean \"{near}\"?"),
            None => format!("scenarios/rubric/{base}.ron lists what there is."),
        };
        let anchor = format!("\"{name}\"");
        self.add("PR315", &anchor, path, format!("{base} has no {what} \"{name}\""), &remedy);
    }
}
