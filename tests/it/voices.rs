//! Customers' voices: where clips lie.

use pronto::ids::PersonaId;
use pronto::scenario::clip_path;

#[test]
fn a_line_is_filed_under_the_narrowest_thing_that_changes_its_sound() {
    let path =
        |slots, persona: Option<&PersonaId>| clip_path(&"lost_sim".into(), &"smith".into(), &"opening".into(), 1, slots, persona);
    let tourist = "tourist".into();
    assert_eq!(path(true, None), "audio/lost_sim/smith/opening.1.ogg");
    assert_eq!(path(false, None), "audio/lost_sim/opening.1.ogg");
    assert_eq!(path(false, Some(&tourist)), "audio/personas/tourist/opening.1.ogg");
    assert_eq!(path(true, Some(&tourist)), "audio/lost_sim/smith/opening.1.ogg");
}
