//! A scorecard and its record as something to read: [`view`] gathers it in one language for every surface (page, window,
//! terminal), [`text`] and [`html`] write it down.
//!
//! Absent: judging (that is `scoring`), files and audio decoding (clips come in as bytes), and any word of a rubric: titles,
//! reasons and advice are the rubric's own.

mod advice;
mod compose;
mod difference;
mod html;
mod lines;
mod ribbon;
mod text;
mod view;
mod words;

pub use compose::view;
pub use difference::{difference, same_outcome};
pub use html::{Clip, html};
pub use lines::{LineKind, LineView, WordView};
pub use ribbon::{MoodPoint, Ribbon, RibbonMark, StretchView};
pub use text::text;
pub use view::{CriticalView, EvidenceView, FindingView, Group, IdentityView, PartView, RowView, UnitView, View};
pub use words::{level as level_text, list};
