//! Icons: letters of the icon font (Lucide, ISC licence), named by what they mean here.

/// An icon by its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Icon {
    /// The telephone.
    Phone,
    /// Ends a call.
    PhoneOff,
    /// A call comes in.
    PhoneIncoming,
    /// Hands a call over.
    PhoneForwarded,
    /// Hold.
    Pause,
    /// Plays, resumes.
    Play,
    /// Stops.
    Stop,
    /// The microphone.
    Mic,
    /// No microphone.
    MicOff,
    /// Looks up.
    Search,
    /// A person.
    User,
    /// A person looked for.
    UserSearch,
    /// A ticket.
    Ticket,
    /// Money back.
    Refund,
    /// A document.
    Document,
    /// A note.
    Note,
    /// Knowledge.
    Book,
    /// Done, chosen.
    Check,
    /// Met.
    CheckCircle,
    /// Not met.
    CrossCircle,
    /// Partly.
    MinusCircle,
    /// Not observed.
    Dashed,
    /// Chosen among several.
    Dot,
    /// Not chosen.
    Circle,
    /// Ticked.
    SquareCheck,
    /// Not ticked.
    Square,
    /// Caution.
    Warning,
    /// To know.
    Info,
    /// Opens.
    Right,
    /// Is open.
    Down,
    /// Closes.
    Up,
    /// Back.
    Back,
    /// Light theme.
    Sun,
    /// Dark theme.
    Moon,
    /// Language.
    Languages,
    /// Text size.
    TextSize,
    /// Home.
    Home,
    /// Sound.
    Volume,
    /// Headset.
    Headphones,
    /// Sends.
    Send,
    /// Time.
    Clock,
    /// A content face.
    Smile,
    /// An even face.
    Meh,
    /// An unhappy face.
    Frown,
    /// An annoyed face.
    Annoyed,
    /// An angry face.
    Angry,
    /// A list to tick.
    Checklist,
    /// Again.
    Again,
    /// Identity verified.
    ShieldCheck,
    /// Identity not verified.
    Shield,
    /// Saves a file.
    Download,
    /// Advice.
    Bulb,
    /// Not observed.
    Hidden,
    /// Typing.
    Keyboard,
    /// What was.
    History,
    /// Under way.
    Loader,
    /// What was said.
    Quote,
    /// A rule; a person decides.
    Scale,
    /// Conversation.
    Message,
    /// A company.
    Building,
    /// Waiting.
    Hourglass,
    /// Listening.
    Ear,
    /// A customer's record.
    IdCard,
    /// How it ended.
    Flag,
    /// Saves.
    Save,
    /// Changes.
    Pencil,
    /// Closes.
    Close,
}

impl Icon {
    /// Its letter in the icon font.
    pub(crate) fn letter(self) -> char {
        match self {
            Self::Phone => '\u{e133}',
            Self::PhoneOff => '\u{e138}',
            Self::PhoneIncoming => '\u{e136}',
            Self::PhoneForwarded => '\u{e135}',
            Self::Pause => '\u{e12e}',
            Self::Play => '\u{e13c}',
            Self::Stop | Self::Square => '\u{e167}',
            Self::Mic => '\u{e118}',
            Self::MicOff => '\u{e119}',
            Self::Search => '\u{e151}',
            Self::User => '\u{e468}',
            Self::UserSearch => '\u{e579}',
            Self::Ticket => '\u{e086}',
            Self::Refund => '\u{e5b8}',
            Self::Document => '\u{e0cc}',
            Self::Note => '\u{e596}',
            Self::Book => '\u{e05f}',
            Self::Check => '\u{e06c}',
            Self::CheckCircle => '\u{e226}',
            Self::CrossCircle => '\u{e084}',
            Self::MinusCircle => '\u{e07e}',
            Self::Dashed => '\u{e4b0}',
            Self::Dot => '\u{e345}',
            Self::Circle => '\u{e076}',
            Self::SquareCheck => '\u{e559}',
            Self::Warning => '\u{e193}',
            Self::Info => '\u{e0f9}',
            Self::Right => '\u{e06f}',
            Self::Down => '\u{e06d}',
            Self::Up => '\u{e070}',
            Self::Back => '\u{e048}',
            Self::Sun => '\u{e178}',
            Self::Moon => '\u{e11e}',
            Self::Languages => '\u{e0fe}',
            Self::TextSize => '\u{e587}',
            Self::Home => '\u{e0f5}',
            Self::Volume => '\u{e1ab}',
            Self::Headphones => '\u{e0f1}',
            Self::Send => '\u{e152}',
            Self::Clock => '\u{e087}',
            Self::Smile => '\u{e164}',
            Self::Meh => '\u{e114}',
            Self::Frown => '\u{e0db}',
            Self::Annoyed => '\u{e2fd}',
            Self::Angry => '\u{e2fc}',
            Self::Checklist => '\u{e1d0}',
            Self::Again => '\u{e148}',
            Self::ShieldCheck => '\u{e1ff}',
            Self::Shield => '\u{e158}',
            Self::Download => '\u{e0b2}',
            Self::Bulb => '\u{e1c2}',
            Self::Hidden => '\u{e0bb}',
            Self::Keyboard => '\u{e284}',
            Self::History => '\u{e1f5}',
            Self::Loader => '\u{e109}',
            Self::Quote => '\u{e239}',
            Self::Scale => '\u{e212}',
            Self::Message => '\u{e116}',
            Self::Building => '\u{e290}',
            Self::Hourglass => '\u{e296}',
            Self::Ear => '\u{e382}',
            Self::IdCard => '\u{e617}',
            Self::Flag => '\u{e0d1}',
            Self::Save => '\u{e14d}',
            Self::Pencil => '\u{e1f9}',
            Self::Close => '\u{e1b2}',
        }
    }
}
