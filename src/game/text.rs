//! The words on the screens: `assets/text/it.ron` and `en.ron`, part of the program. A word that a screen uses and a file
//! lacks does not compile or does not pass the tests.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::desk::Refused;
use crate::ids::Language;

macro_rules! texts {
    ($($name:ident),* $(,)?) => {
        /// The words on the screens, in one language.
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct Texts {
            $(pub(crate) $name: &'static str,)*
        }
    };
}

texts! {
    choose, language, text_size, theme_dark, theme_light, mic_looking, mic_ready, mic_missing, mic_missing_help,
    model_loading, model_ready, model_missing, model_missing_help, home_title, home_subtitle, scenarios, no_scenarios, shifts,
    shifts_help, start_shift, continue_shift, shift_begun, shift_size, one_day, many_days, queue, shift_next, shift_waits,
    shift_comes, shift_take, shift_skip, shift_day_over, shift_next_day, shift_over, shift_done, shift_times, shift_resolved,
    shift_in_time, shift_wait, shift_handled, shift_leave, back_to_shift, close_contact, filter, filter_all,
    filter_complaints, filter_english, filter_written, filter_new, no_such_scenarios, interrupted, review, faulty,
    start_trouble, kind_complaint, kind_information, kind_request, in_english, taken, taken_once, take_call, make_call,
    open_chat, open_mail, outcome_resolved, outcome_partly, outcome_unresolved, outcome_transferred, outcome_hung_up,
    outcome_not_answered, call_screen, conversation, desk, sides, disk_trouble, preview_fault, type_instead, ringing,
    before_you_answer, answer, mood_of_customer, mood_furious, mood_angry, mood_irritated, mood_impatient, mood_wary,
    mood_trusting, mood_even, mood_anger, mood_trust, mood_patience, telephone, call_time, your_brief, state_talking,
    state_hold, state_wrap_up, hold, resume, mute, unmute, transfer, end, really_end, yes_end, no_stay, transfer_to,
    transfer_warm, transfer_cold, caller, writer, caller_unknown, no_record_open, open_record, check_recorded,
    check_not_recorded, say_hello, customer_speaks, customer, you, typed, unsure_words, was_held, was_resumed, was_closed,
    type_here, type_hint, say, ear_off, ear_muted, ear_listening, ear_hears, ear_transcribing, ear_level, wrap_up,
    wrap_up_help, wrap_up_filed, to_debrief, tab_customer, tab_ticket, tab_refund, tab_documents, tab_forms, tab_notes,
    tab_guide, no_forms, forms_help, form_begun, form_submitted, back_to_forms, form_for, form_lacks, submit_form, hint_date,
    to_be_called, before_you_call, they_answer, chat_waits, mail_waits, before_you_open, state_chat, state_mail, end_chat,
    end_mail, really_end_written, yes_end_written, state_wrap_up_written, read_first, customer_writes, type_here_written,
    type_hint_written, wrap_up_written, search, search_hint, search_help, nobody_found, found, back_to_results, change_datum,
    new_value, save, saved, identity_check, identity_help, record_check, history, kind, area, cause, cause_hint, action,
    action_hint, next_step, next_step_hint, file_ticket, ticket_needs, ticket_filed, ticket_number, refund_limit,
    open_a_record_first, refund_to, amount, amount_hint, refund, really_refund, over_limit, yes_refund, refunded, send_to,
    send, sent, note, note_hint, debrief_title, home, again, refused_not_answered, refused_already_answered,
    refused_call_over, refused_call_not_over, refused_contact_over, refused_on_hold, refused_not_on_hold,
    refused_no_record_open, refused_unknown_customer, refused_unknown_field, refused_unknown_office, refused_unknown_document,
    refused_ticket_filed, refused_ticket_incomplete, refused_no_amount, refused_unknown_form, refused_unknown_form_field,
    refused_no_such_choice, refused_no_date, refused_no_money, refused_no_number, refused_no_code, refused_form_incomplete,
    refused_nothing_due, refused_no_such_line, debrief_failed, transcript, was_interrupted, export, exported, export_failed,
    ribbon, units, observed, threshold, group_not_met, group_partly, group_met, group_not_observed, group_for_assessor,
    group_not_applicable, critical, critical_help, why, why_not_observed, looked_for, evidence, advice, listen, show, stop,
    cut_short, keys_home, enter_key,
}

static IT: LazyLock<Texts> = LazyLock::new(|| read(include_str!("../../assets/text/it.ron")));
static EN: LazyLock<Texts> = LazyLock::new(|| read(include_str!("../../assets/text/en.ron")));

fn read(file: &'static str) -> Texts {
    ron::from_str(file).expect("the words on the screens are part of the program, and a test reads them")
}

impl Texts {
    /// The words in a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::It => &IT,
            Language::En => &EN,
        }
    }

    /// Why something cannot be done.
    pub(crate) fn refused(&self, why: Refused) -> &'static str {
        match why {
            Refused::NotAnswered => self.refused_not_answered,
            Refused::AlreadyAnswered => self.refused_already_answered,
            Refused::CallOver => self.refused_call_over,
            Refused::CallNotOver => self.refused_call_not_over,
            Refused::ContactOver => self.refused_contact_over,
            Refused::OnHold => self.refused_on_hold,
            Refused::NotOnHold => self.refused_not_on_hold,
            Refused::NoRecordOpen => self.refused_no_record_open,
            Refused::UnknownCustomer => self.refused_unknown_customer,
            Refused::UnknownField => self.refused_unknown_field,
            Refused::UnknownOffice => self.refused_unknown_office,
            Refused::UnknownDocument => self.refused_unknown_document,
            Refused::TicketFiled => self.refused_ticket_filed,
            Refused::TicketIncomplete => self.refused_ticket_incomplete,
            Refused::NoAmount => self.refused_no_amount,
            Refused::NothingDue => self.refused_nothing_due,
            Refused::UnknownForm => self.refused_unknown_form,
            Refused::UnknownFormField => self.refused_unknown_form_field,
            Refused::NoSuchChoice => self.refused_no_such_choice,
            Refused::NoDate => self.refused_no_date,
            Refused::NoMoney => self.refused_no_money,
            Refused::NoNumber => self.refused_no_number,
            Refused::NoCode => self.refused_no_code,
            Refused::FormIncomplete => self.refused_form_incomplete,
            Refused::NoSuchLine => self.refused_no_such_line,
        }
    }
}

/// A text with the names in braces replaced.
pub(crate) fn fill(text: &str, slots: &[(&str, &str)]) -> String {
    slots.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// An amount as people of the language write it: `29,90 €`, `€29.90`.
pub(crate) fn euro(cents: u32, language: Language) -> String {
    match language {
        Language::It => format!("{},{:02} €", cents / 100, cents % 100),
        Language::En => format!("€{}.{:02}", cents / 100, cents % 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_can_be_read() {
        assert_ne!(Texts::of(Language::It).answer, Texts::of(Language::En).answer);
    }
}
