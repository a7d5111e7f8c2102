//! One plain sentence for each act, in both languages: what bots say when only the act matters.

use crate::event::Utterance;
use crate::ids::{ActId, Language};
use crate::time::{CallTime, Span};
use crate::understand::Understander;

/// Acts, how they may be said in Italian, and how in English. Empty where a language has no such act.
const SENTENCES: &[(&str, &str, &str)] = &[
    ("greet", "Buongiorno.", "Good morning."),
    ("offer_help", "Come posso aiutarla?", "How can I help you?"),
    ("ask_name", "Con chi parlo, per favore?", "Who am I speaking to, please?"),
    ("ask_identity", "Mi può dire la sua data di nascita?", "Could you give me some details so that I can identify you?"),
    ("ask_spell", "Me lo può dire lettera per lettera?", "Could you spell that for me, please?"),
    ("explain_privacy", "Glielo chiedo per proteggere i suoi dati.", "I ask to protect your data."),
    ("recording_notice", "La informo che la chiamata è registrata.", "This call is being recorded."),
    ("ask_consent", "Mi dà il consenso a usare i suoi dati?", "Do I have your consent to use your data for this?"),
    ("backchannel", "Capisco.", "I see."),
    ("paraphrase", "Quindi, se ho capito bene, è successo questo.", "So, if I understand correctly, this is what happened."),
    ("reflect_feeling", "La sento preoccupata.", "You sound worried."),
    ("recap", "Ricapitolando, abbiamo fatto così.", "So, to sum up, this is what we have done."),
    ("open_question", "Mi racconta che cosa è successo?", "Can you tell me what happened?"),
    ("clarify", "Che cosa intende esattamente?", "What do you mean exactly?"),
    ("ask_repeat", "Mi scusi, può ripetere?", "Sorry, could you repeat that?"),
    ("record_words", "Scrivo le sue parole così come me le dice.", "I'm writing down exactly what you say."),
    ("recall_case", "Vedo dalle note che ci aveva già chiamato.", "I can see from our notes that you called us before."),
    ("empathise", "Mi dispiace molto, capisco come si sente.", "I'm so sorry, I understand how you feel."),
    ("explore", "Che cosa la preoccupa di più?", "What worries you most?"),
    ("apologise", "Le chiedo scusa per il nostro errore.", "I apologise for our mistake."),
    ("thank", "La ringrazio.", "Thank you."),
    ("courtesy", "Prego, si figuri.", "You're welcome."),
    ("positive_wording", "Certo, ci penso subito io.", "Of course, I'll take care of it."),
    ("affirm", "Sì, esatto.", "Yes, exactly."),
    ("negate", "No, non è così.", "No, that's not the case."),
    ("refuse", "Purtroppo questo non posso farlo.", "I'm afraid I can't do that."),
    ("give_reason", "Il motivo è che il sistema ha registrato un errore.", "The reason is that the system recorded an error."),
    ("offer_alternative", "In alternativa posso fare un'altra cosa.", "Alternatively, I can do something else."),
    ("offer_option", "Può scegliere: o così, o in un altro modo.", "You can choose: either this way or another way."),
    (
        "explain_step",
        "Le spiego i passaggi: prima si compila il modulo, poi si firma e si consegna allo sportello.",
        "There are two steps: first you fill in the form, then you sign it and hand it in at the desk.",
    ),
    (
        "explain_term",
        "In altre parole, arretrato vuol dire una somma non ancora pagata.",
        "In other words, arrears are simply what has not been paid yet.",
    ),
    ("adapt_pace", "Parlo più piano, con calma, una cosa alla volta.", "I'll speak more slowly, one thing at a time."),
    ("defer", "Non lo so con certezza: mi informo e glielo dico.", "I don't know for sure: I'll find out and tell you."),
    ("check_agreement", "Per lei va bene così?", "Is that all right with you?"),
    ("promise", "Me ne occupo io oggi stesso.", "I'll do it today."),
    ("follow_up", "La richiamo domani mattina.", "I'll call you back tomorrow morning."),
    ("give_reference", "Il numero della pratica è 482915.", "Your reference number is 482915."),
    ("hold_request", "Può restare in attesa un momento?", "Could you hold for a moment?"),
    ("hold_reason", "Devo verificare la sua pratica.", "I need to check your case."),
    ("hold_estimate", "Ci vorrà circa un minuto.", "It will take about a minute."),
    ("hold_return", "Eccomi, grazie per l'attesa.", "Thank you for holding."),
    ("transfer_announce", "Le passo un collega.", "I'll put you through to a colleague."),
    ("transfer_reason", "Glielo passo perché loro possono vedere la pratica.", "They can see your file and solve this for you."),
    ("offer_callback", "Se preferisce la facciamo richiamare noi.", "If you prefer, we can call you back."),
    ("escalate", "Passo il caso al mio responsabile.", "I'll pass your case to my supervisor."),
    ("register_complaint", "Registro il suo reclamo.", "I'm registering your complaint."),
    (
        "next_instance",
        "Se la risposta non la soddisfa, può chiedere la conciliazione.",
        "If you are not satisfied with the answer, you can go to the ombudsman.",
    ),
    ("teach_back", "Mi ripete con parole sue che cosa deve fare?", "Could you tell me in your own words what you need to do?"),
    ("check_clear", "È tutto chiaro?", ""),
    ("anything_else", "Posso fare altro per lei?", "Is there anything else I can help you with?"),
    ("check_satisfaction", "È soddisfatto della soluzione?", "Are you happy with the solution?"),
    ("farewell", "Arrivederci, buona giornata.", "Goodbye, have a nice day."),
    ("offer_product", "Abbiamo un'offerta che potrebbe interessarle.", "We have an offer that might interest you."),
    ("press", "È l'ultima occasione, deve decidere adesso.", "It's your last chance, you have to decide now."),
    ("respect_refusal", "Va bene, rispetto la sua scelta, non insisto.", "That's fine, I respect your decision."),
    ("ask_leaving_reason", "Posso chiederle per quale motivo vuole disdire?", "May I ask why you want to cancel?"),
    (
        "survey_intro",
        "La chiamo per una breve indagine sulla soddisfazione dei clienti.",
        "I'm calling about a short customer satisfaction survey.",
    ),
    ("survey_duration", "Sono cinque domande, dura circa due minuti.", "It's five questions and takes about two minutes."),
    ("survey_probe", "Può dirmi qualcosa di più?", "Could you tell me a bit more about that?"),
    ("leading_question", "È contento del servizio, vero?", "You're happy with the service, aren't you?"),
    ("blame", "La colpa è sua, doveva stare più attento.", "It's your own fault, you should have been more careful."),
    ("order", "Mi ascolti e non mi interrompa.", "You have to wait, and don't interrupt me."),
    ("calm_down", "Si calmi.", "Calm down."),
    ("deny_responsibility", "Non dipende da noi, non è compito mio.", "That's not our responsibility, it's not my job."),
    ("disparage", "I miei colleghi sono degli incapaci.", "My colleagues are useless."),
    ("dismiss", "Non è la fine del mondo.", "It's not the end of the world."),
    ("insult", "Lei è un cretino.", "You're an idiot."),
    ("speculate", "Sarà stato un hacker, secondo me.", "It was probably a hacker, I guess."),
    ("unsolicited_advice", "Al suo posto dovrebbe stare meno al telefono.", "If I were you I'd spend less time on the phone."),
    ("tu_form", "Ascolta, dimmi il tuo nome.", ""),
    ("obstruct", "Il reclamo non si può fare, tanto non serve a niente.", "You can't make a complaint, there's no point anyway."),
    ("warn", "Se continua con gli insulti dovrò chiudere la chiamata.", "If you keep insulting me I will have to end this call."),
];

/// A sentence that does this act, if there is one in this language.
pub fn sentence(act: &ActId, language: Language) -> Option<&'static str> {
    let (_, italian, english) = SENTENCES.iter().find(|(known, ..)| *known == act.as_str())?;
    Some(if language == Language::It { italian } else { english }).copied().filter(|text| !text.is_empty())
}

/// Acts whose sentence this understanding does not take for the act; every act of the table, tried in one language.
pub fn misunderstood(understander: &Understander, language: Language) -> Vec<&'static str> {
    let fails = |act: &&str| {
        sentence(&ActId::from(*act), language).is_some_and(|text| {
            let said = Utterance::typed(language, Span::new(CallTime(0), CallTime(0)), text);
            let acts = understander.understand(&said).acts;
            !acts.iter().any(|seen| seen.act.as_str() == *act && seen.confidence >= crate::customer::REACT_FROM)
        })
    };
    SENTENCES.iter().map(|(act, ..)| *act).filter(fails).collect()
}
