//! The Italian help. Commands and arguments are declared in English beside their code; here stands what Italians read.

use clap::Command;

/// Help by the path of a command or argument. A path that is missing here is a failing test.
const HELP: &[(&str, &str)] = &[
    ("pronto", "Allenarsi a gestire le telefonate parlando con clienti virtuali."),
    ("play", "Aprire la finestra; con uno scenario o un turno, cominciare subito da lì."),
    ("play.cast", "Quale variante dello scenario (nomi e numeri)"),
    ("play.watch", "Per chi scrive scenari: il contatto sullo schermo riparte ogni volta che si salva un file del suo scenario"),
    ("play.seed", "Il seme dei dadi: lo stesso seme, la stessa chiamata"),
    ("play.scenario", "Lo scenario (una cartella in scenarios/) o il turno (un file in scenarios/shifts/)"),
    ("bench", "Misurare quanto è veloce una parte del programma, su un solo core, e quanto è precisa."),
    ("bench.part", "Che cosa misurare"),
    ("bench.language", "La lingua delle frasi: it oppure en"),
    (
        "bench.split",
        "Quali frasi etichettate: quelle su cui si può tarare, quelle che misurano (pulite, o come le ha sentite il riconoscitore), o tutte",
    ),
    ("bench.sentences", "La cartella delle frasi etichettate"),
    ("bench.talk", "Una cartella di discorsi comuni di altri (.txt, un turno per riga), invece dei nostri"),
    ("bench.cues_only", "Lasciare fuori ciò che è stato imparato: solo gli indizi"),
    ("bench.errors", "Mostrare le frasi di taratura non capite"),
    ("bench.require", "Finire con il codice 1 se la comprensione manca gli obiettivi"),
    ("bench.format", "Come stampare: text oppure json"),
    ("bench.scenario", "Lo scenario del cliente che risponde"),
    ("bench.trainee", "La cartella delle frasi registrate"),
    ("bench.threads", "Quanti thread usa il riconoscimento vocale"),
    ("call", "Rispondere a una chiamata senza finestra: per iscritto, al microfono, da un copione o da registrazioni."),
    ("call.scenario", "Lo scenario: il nome di una cartella in scenarios/"),
    ("call.typed", "Scrivere le proprie frasi (è il modo predefinito)"),
    ("call.mic", "Parlare al microfono e ascoltare il cliente"),
    ("call.trainee", "Un copione (.plan) oppure una cartella con un file WAV per turno"),
    ("call.seed", "Il seme dei dadi: lo stesso seme, la stessa chiamata"),
    ("call.cast", "Quale variante dello scenario (nomi e numeri)"),
    ("call.record", "La cartella in cui conservare la registrazione della chiamata"),
    ("call.pseudonym", "Lo pseudonimo di chi si allena: mai il nome vero"),
    ("check", "Elencare tutto ciò che non va in scenari, tipologie di clienti, aziende, turni, quiz e rubriche."),
    ("check.paths", "I file scenario.ron, i turni, i quiz o le rubriche da controllare; tutti, se non se ne nomina nessuno"),
    ("check.deny_warnings", "Considerare anche le sbavature come errori"),
    ("check.format", "text oppure json"),
    ("coverage", "Mostrare quali righe del profilo si possono vedere, con che cosa, e in quali scenari si presentano."),
    ("coverage.rubric", "La rubrica: un nome in scenarios/rubric, o un file"),
    ("coverage.gaps", "Mostrare solo le righe che niente vede, o che troppo pochi scenari presentano"),
    ("coverage.deny_warnings", "Finire con il codice 1 anche dove una riga è presentata da troppo pochi scenari"),
    ("coverage.format", "text, oppure json: un solo oggetto"),
    ("dossier", "Mostrare che cosa dicono insieme le registrazioni di un candidato su ogni riga del profilo, e che cosa manca."),
    ("dossier.folder", "La cartella delle registrazioni del candidato"),
    ("dossier.rubric", "La rubrica: un nome in scenarios/rubric, o un file"),
    ("dossier.gaps", "Mostrare solo le righe non ancora osservate abbastanza"),
    ("dossier.format", "text, oppure json: un solo oggetto"),
    ("graph", "Disegnare la forma di uno scenario: i passi, che cosa aspetta ciascuno, dove porta."),
    ("graph.scenario", "Lo scenario: il nome di una cartella in scenarios/"),
    ("graph.out", "Il file SVG da scrivere; altrimenti il disegno va sullo standard output"),
    (
        "calibrate",
        "Stabilire quanto è sicuro ogni atto, con frasi su cui la rete non è stata addestrata: scrive scenarios/lexicon/<lingua>.hearing.",
    ),
    ("calibrate.language", "La lingua: it oppure en"),
    ("calibrate.sentences", "La cartella delle frasi etichettate"),
    ("calibrate.out", "Dove scrivere, invece"),
    (
        "assess",
        "Decidere ciò che può decidere solo una persona: errori critici, domande lasciate al valutatore, risposte sbagliate del programma. Senza decisioni, mostra che cosa ne aspetta una.",
    ),
    ("assess.record", "La cartella della registrazione, o il suo file record.ron; oppure una trascrizione (.txt)"),
    ("assess.rubric", "La rubrica: un nome in scenarios/rubric, o un file"),
    ("assess.confirm", "Confermare un errore critico di cui si è guardata l'evidenza"),
    ("assess.refuse", "Dire che un errore critico proposto non lo è"),
    ("assess.met", "Rispondere sì alla domanda di un indicatore"),
    ("assess.not_met", "Rispondere no alla domanda di un indicatore"),
    ("assess.by", "Chi decide"),
    ("assess.why", "Per quale motivo"),
    (
        "upgrade",
        "Portare i file degli scenari al formato di oggi: numera quelli senza numero, e alle frasi scritte al posto del nome di una battuta dà un nome, sotto `lines`. Commenti e ordine restano.",
    ),
    ("upgrade.paths", "I file, o le cartelle degli scenari; senza nomi, tutti gli scenari"),
    ("upgrade.check", "Dire soltanto che cosa si farebbe"),
    (
        "rehearse",
        "Tenere con dei bot tutte le conversazioni che uno scenario permette, fin dove arriva il limite, e dire che cosa non va.",
    ),
    ("rehearse.scenarios", "Gli scenari: nomi di cartelle in scenarios/"),
    ("rehearse.all", "Tutti gli scenari della biblioteca"),
    ("rehearse.bound", "Quante situazioni di una telefonata si guardano da ogni lato, in ogni variante"),
    ("rehearse.rubric", "La rubrica: un nome in scenarios/rubric, o un file"),
    ("rehearse.traces", "La cartella in cui scrivere, come copioni, le conversazioni che mostrano che cosa non va"),
    ("rehearse.deny_warnings", "Considerare anche le sbavature come errori"),
    ("rehearse.format", "text, oppure json: un solo oggetto"),
    ("shift", "Lavorare un turno senza finestra: i suoi contatti uno dopo l'altro, in uno o più giorni."),
    ("shift.shift", "Il turno: il nome di un file in scenarios/shifts/; se manca, i turni che ci sono"),
    (
        "shift.plan",
        "Invece di scrivere, far prendere ogni contatto dal copione di questo nome accanto allo scenario: good, middling, bad, rude",
    ),
    ("shift.seed", "Seme di tutti i dadi: stesso seme, stesso turno"),
    ("shift.record", "La cartella in cui tenere le registrazioni"),
    ("shift.pseudonym", "Pseudonimo di chi si esercita: mai un nome vero"),
    ("try", "Dire delle frasi al cliente di uno scenario e vedere che cosa capisce, che cosa risponde e perché."),
    ("try.scenario", "Lo scenario: il nome di una cartella in scenarios/"),
    ("try.watch", "Tenere aperta la conversazione: riparte a ogni salvataggio di un file, e ogni riga scritta le viene detta"),
    ("try.sentences", "Che cosa dire, un turno per frase; se manca, una frase per riga dallo standard input"),
    ("try.step", "Il passo a cui si trova la telefonata; se manca, il primo"),
    ("try.cast", "Quale variante dello scenario (nomi e numeri)"),
    ("try.seed", "Il seme dei dadi: lo stesso seme, le stesse risposte"),
    ("try.format", "text, oppure json: un evento per riga"),
    ("probe", "Rispondere a un breve quiz su ciò che una riga del profilo chiede di sapere."),
    ("probe.set", "Il gruppo di domande: un nome tra quelli di --list"),
    ("probe.row", "Prendere le domande che riguardano questa riga del profilo: UC1.K4"),
    ("probe.list", "Elencare i gruppi di domande"),
    ("probe.seed", "Ciò che estrae le domande: lo stesso seme, le stesse domande"),
    ("probe.language", "La lingua delle domande: it oppure en"),
    ("probe.exam", "Come a un esame: le risposte si possono cambiare fino alla consegna, le spiegazioni arrivano alla fine"),
    ("probe.record", "La cartella in cui conservare le risposte date"),
    ("probe.pseudonym", "Lo pseudonimo di chi risponde: mai il nome vero"),
    ("probe.format", "text, oppure json: un oggetto per riga"),
    ("records", "Elencare le registrazioni, dalla più recente, e dire quali sono state interrotte."),
    ("records.folder", "La cartella delle registrazioni"),
    ("replay", "Rivedere una registrazione, riga per riga."),
    ("replay.record", "La cartella della registrazione, o il suo file record.ron"),
    ("score", "Valutare le registrazioni: osservazioni con le loro prove, punti per unità, copertura."),
    (
        "score.records",
        "Le registrazioni: le loro cartelle, i loro file record.ron, una cartella che ne contiene molte; trascrizioni di altre telefonate (.txt)",
    ),
    ("score.diff", "Dire di chi cambia l'esito tra due rubriche, e perché"),
    ("score.rubric", "La rubrica: un nome in scenarios/rubric, o un file; due volte con --diff"),
    ("score.format", "text, oppure json: un oggetto per riga e per registrazione"),
    ("report", "Scrivere il debriefing di una registrazione in una pagina unica, audio compreso."),
    ("report.record", "La cartella della registrazione, o il suo file record.ron"),
    ("report.output", "La pagina da scrivere; debrief.html accanto alla registrazione, se non si dice altro"),
    ("report.rubric", "La rubrica: un nome in scenarios/rubric, o un file"),
    ("report.language", "Lingua della pagina: it oppure en; quella dell'interfaccia, se non si dice altro"),
    ("resimulate", "Dimostrare che le registrazioni dicono ciò che dicono le regole: rifare i fatti e confrontare."),
    ("resimulate.records", "Le cartelle delle registrazioni, o i loro file record.ron"),
    ("setup", "Scaricare e verificare il modello vocale; riprende da dove ci si era fermati."),
    ("setup.model", "Quale modello: un nome tra quelli di --list, o il percorso di un proprio file ggml"),
    ("setup.list", "Elencare i modelli conosciuti per nome, e quali sono già qui"),
    ("transcribe", "Trascrivere ciò che si dice in file audio: testo, attendibilità e tempi."),
    ("transcribe.language", "La lingua parlata: it oppure en"),
    ("transcribe.files", "File WAV, FLAC oppure Ogg Vorbis"),
    ("transcribe.model", "Il modello: un nome tra quelli di `pronto setup --list`, o il percorso di un file ggml"),
    ("transcribe.prompt", "Nomi e parole che possono comparire, per aiutare il riconoscitore"),
    ("transcribe.threads", "Thread del riconoscitore; più dei core liberi lo rendono più lento"),
    ("transcribe.whole", "Riconoscere ogni file in un pezzo solo (al massimo 28 secondi) invece che turno per turno"),
    ("transcribe.format", "text, oppure json: un oggetto per riga e per file"),
    (
        "voice",
        "Mostrare che cosa ha fatto la propria voce in una chiamata, in quantità di suono, accanto alle proprie chiamate precedenti: per sé, in nessuna valutazione.",
    ),
    (
        "voice.records",
        "Le registrazioni: le loro cartelle, o i loro file record.ron; l'ultima in cui si è parlato, se non se ne nomina nessuna",
    ),
    ("voices", "Le voci dei clienti, per chi scrive scenari."),
    ("voices.render", "Far dire alle voci le battute che mancano o che sono cambiate."),
    ("voices.render.scenarios", "Gli scenari: i nomi delle cartelle in scenarios/; tutti, se non se ne nomina nessuno"),
    ("voices.render.check", "Elencare soltanto ciò che manca o è cambiato; non serve il motore delle voci"),
    ("voices.render.threads", "Quante battute alla volta"),
    ("voices.listen", "Far ascoltare le battute al riconoscitore ed elencare quelle che è bene riascoltare."),
    ("voices.listen.scenarios", "Gli scenari: i nomi delle cartelle in scenarios/; tutti, se non se ne nomina nessuno"),
    ("voices.listen.more_than", "Elencare le battute con più suoni fraintesi su cento di quanti se ne indicano"),
    ("voices.listen.every", "Ascoltare solo una battuta ogni tante di ciascuna voce: un campione invece di tutte"),
    (
        "voices.record",
        "Dire una battuta di persona, al microfono o da un file: prende il posto della voce del motore e non viene più sostituita.",
    ),
    ("voices.record.scenario", "Lo scenario: il nome di una cartella in scenarios/"),
    ("voices.record.line", "La battuta: il suo nome nello scenario o nella tipologia di cliente"),
    ("voices.record.wording", "Quale formulazione della battuta, da 1"),
    ("voices.record.cast", "Quale variante, se la battuta cambia da una all'altra"),
    ("voices.record.from", "Una registrazione (WAV, FLAC o Ogg) invece del microfono"),
    (
        "voices.round-trip",
        "Far dire le frasi di misura in una sala piena e al telefono, e tenere ciò che il riconoscitore ne sente.",
    ),
    ("voices.round-trip.language", "La lingua: it oppure en"),
    ("voices.round-trip.sentences", "La cartella delle frasi etichettate"),
    ("voices.round-trip.every", "Solo una frase ogni tante"),
    ("voices.round-trip.above", "Di quanti decibel la voce supera la sala, a turno"),
    ("voices.round-trip.threads", "Quante frasi alla volta"),
    ("voices.say", "Far dire una frase, per provare una voce."),
    ("voices.say.text", "La frase"),
    ("voices.say.out", "Il file da scrivere (.ogg)"),
    ("voices.say.persona", "La tipologia di cliente di cui usare la voce: un nome in scenarios/personas/"),
    ("voices.say.blend", "Oppure una miscela di voci del motore: im_nicola=70,em_alex=30"),
    ("voices.say.speed", "Velocità in percentuale"),
    ("voices.say.pitch", "Altezza in centesimi di semitono: -100 è un semitono più grave"),
    ("voices.say.tremor", "Tremolio della voce in centesimi di semitono"),
    ("voices.say.language", "La lingua della frase: it oppure en"),
    ("voices.fetch", "Procurarsi il motore delle voci (circa 180 MB, con pip e npm)."),
    ("understand", "Mostrare che cosa fanno le frasi: una per riga in ingresso, un oggetto JSON per riga in uscita."),
    ("understand.language", "La lingua delle frasi: it oppure en"),
    ("understand.scenario", "Capire come in questo scenario: con i suoi fatti, i nomi e le parole del settore"),
    ("understand.cast", "Quale variante dello scenario (nomi e numeri)"),
];

/// Whether a command or argument has Italian help.
pub(super) fn knows(path: &str) -> bool {
    HELP.iter().any(|(known, _)| *known == path)
}

/// The command line with its help in Italian. What is not translated stays English.
pub(super) fn translated(command: Command) -> Command {
    let command = match help("pronto") {
        Some(text) => command.about(text),
        None => command,
    };
    subcommands_translated(command, "")
}

fn help(path: &str) -> Option<&'static str> {
    HELP.iter().find(|(known, _)| *known == path).map(|(_, text)| *text)
}

fn subcommands_translated(mut command: Command, path: &str) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        command = command.mut_subcommand(&name, |sub| {
            let sub = match help(&path) {
                Some(text) => sub.about(text),
                None => sub,
            };
            let sub = sub.mut_args(|arg| match help(&format!("{path}.{}", arg.get_id())) {
                Some(text) => arg.help(text),
                None => arg,
            });
            subcommands_translated(sub, &path)
        });
    }
    command
}
