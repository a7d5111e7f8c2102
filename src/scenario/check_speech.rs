//! Whether lines can be said: by a voice that reads what is written, and to somebody who listens.

use super::check::Check;
use super::script::fill;

/// Longer than a breath, a line is lost on a listener and nobody can put a word in (30 words, about 12 s; our proposal).
const ONE_BREATH: usize = 30;
/// Signs that voices read each in their own way.
const SIGNS: [char; 8] = ['€', '/', '*', '%', '@', '(', ')', '#'];

impl Check<'_> {
    /// Every wording of the scenario's lines, with every cast in place.
    pub(super) fn speech(&mut self) {
        let scenario = self.scenario;
        for (id, line) in &scenario.lines {
            let path = format!("lines[\"{id}\"].say");
            for wording in &line.say {
                let said: Vec<String> = scenario.casts.iter().map(|cast| fill(wording, &cast.values)).collect();
                let begins = |length| wording.chars().take(length).collect::<String>();
                let words = said.iter().map(|text| text.split_whitespace().count()).max().unwrap_or(0);
                if words > ONE_BREATH {
                    let message = format!("{words} words in one breath: \"{}…\"", begins(30));
                    let remedy = format!("Write two lines, or at most {ONE_BREATH} words.");
                    self.smell("PR254", path.clone(), wording, message, remedy);
                }
                let sign = said.iter().find_map(|text| text.chars().find(|c| SIGNS.contains(c) || c.is_ascii_digit()));
                if let Some(sign) = sign {
                    let message = format!("a voice may read \"{sign}\" wrong: \"{}\"", begins(40));
                    let remedy =
                        "Write it as it is to be said (\"ventinove euro e novanta\"), in the line or in the cast's values.";
                    self.smell("PR255", path.clone(), wording, message, remedy.to_owned());
                }
            }
        }
    }
}
