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
        let (mut long, mut signs) = (Vec::new(), Vec::new());
        for (id, line) in &self.scenario.lines {
            for wording in &line.say {
                let said: Vec<String> = self.scenario.casts.iter().map(|cast| fill(wording, &cast.values)).collect();
                if let Some(most) =
                    said.iter().map(|text| text.split_whitespace().count()).max().filter(|most| *most > ONE_BREATH)
                {
                    long.push((id.clone(), most, wording.clone()));
                }
                let sign = said.iter().find_map(|text| text.chars().find(|c| SIGNS.contains(c) || c.is_ascii_digit()));
                if let Some(sign) = sign {
                    signs.push((id.clone(), sign, wording.clone()));
                }
            }
        }
        for (id, words, wording) in long {
            let message = format!("{words} words in one breath: \"{}…\"", wording.chars().take(30).collect::<String>());
            let remedy = format!("Write two lines, or at most {ONE_BREATH} words.");
            self.smell("PR254", format!("lines[\"{id}\"].say"), &wording, message, remedy);
        }
        for (id, sign, wording) in signs {
            let message = format!("a voice may read \"{sign}\" wrong: \"{}\"", wording.chars().take(40).collect::<String>());
            let remedy =
                "Write it as it is to be said (\"ventinove euro e novanta\"), in the line or in the cast's values.".to_owned();
            self.smell("PR255", format!("lines[\"{id}\"].say"), &wording, message, remedy);
        }
    }
}
