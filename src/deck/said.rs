//! Everything that questions say, for those who look for it: one long text, read from end to end. No word has to
//! be known beforehand, so one Chinese character finds as well as a long word.

use super::again::Elsewhere;
use super::outline::{Node, Outline, Shape};
use crate::text::{Text, fold_for_search};
use memchr::memmem::Finder;
use std::borrow::Cow;

/// The fields that hold what is asked.
const ASKED: [&str; 4] = ["ask", "front", "statement", "text"];
/// Fields that hold nothing to be read.
const UNREAD: [&str; 2] = ["image", "was"];
/// Between the strings of a question, so that nothing is found across them.
const GAP: char = '\n';

/// What the questions of a deck say, in both languages, in the form in which texts are searched.
#[derive(Clone, Debug, Default)]
pub struct Said {
    pub(super) text: Folded,
    /// Where each question's part ends that it asks, and where all of it does.
    pub(super) ends: Box<[(u32, u32)]>,
}

/// What is said, in UTF-8: in memory, or to be read for every search.
#[derive(Clone, Debug)]
pub(super) enum Folded {
    Here(Box<[u8]>),
    Elsewhere(Elsewhere),
}

impl Default for Folded {
    fn default() -> Folded {
        Folded::Here(Box::default())
    }
}

impl Folded {
    /// All of it; `None` where it is lost.
    fn bytes<'a>(&'a self, room: &'a mut Vec<u8>) -> Option<&'a [u8]> {
        match self {
            Folded::Here(bytes) => Some(bytes),
            Folded::Elsewhere(text) => text.read(room).then_some(room),
        }
    }
}

/// Words that are looked for; all of them must be found.
#[derive(Clone, Debug)]
pub struct Sought {
    longest: Finder<'static>,
    others: Vec<Finder<'static>>,
}

impl Sought {
    /// The words of a query; `None` where it has none.
    pub fn new(query: &str) -> Option<Sought> {
        let fold = |word: &str| folded(std::iter::once(word));
        let mut words: Vec<String> = query.split_whitespace().map(fold).filter(|w| !w.is_empty()).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let finder = |word: &String| Finder::new(word.as_bytes()).into_owned();
        let (longest, others) = words.split_first()?;
        Some(Sought { longest: finder(longest), others: others.iter().map(finder).collect() })
    }
}

impl Said {
    /// Of questions: what each asks, and what else it says.
    pub fn new<'a>(questions: impl IntoIterator<Item = (Vec<Cow<'a, str>>, Vec<Cow<'a, str>>)>) -> Said {
        let (mut text, mut ends) = (String::new(), Vec::new());
        let mut put = |strings: &[Cow<'_, str>]| {
            for string in strings {
                fold_for_search(string, &mut text);
                text.push(GAP);
            }
            // A file has 16 megabytes at most.
            u32::try_from(text.len()).unwrap_or(u32::MAX)
        };
        for (asked, rest) in questions {
            ends.push((put(&asked), put(&rest)));
        }
        Said { text: Folded::Here(text.into_bytes().into()), ends: ends.into() }
    }

    /// Of the questions of a deck: what they ask with their full names, then answers, reasons, traces, tags,
    /// citations, and the title of the deck.
    pub(super) fn of(outline: &Outline, deck: &str, title: &Text) -> Said {
        Said::new(outline.root.field("questions").kids.iter().map(|question| {
            let (mut asked, mut rest) = (Vec::new(), Vec::new());
            for kid in &question.node.kids {
                let key = kid.key.as_deref().unwrap_or_default();
                if !UNREAD.contains(&key) {
                    let strings = if ASKED.contains(&key) { &mut asked } else { &mut rest };
                    collect(&kid.node, &outline.text, strings);
                }
            }
            let id = question.node.field("id").string(&outline.text);
            asked.push(Cow::Owned(format!("{deck}/{id}")));
            rest.extend([Cow::Borrowed(title.en.as_str()), Cow::Borrowed(title.zh.as_str())]);
            (asked, rest)
        }))
    }

    /// Gives the indices of the questions in which all words stand somewhere, in either language, and whether
    /// they ask it. What lies elsewhere is read into `room`, which serves one deck after another. Says whether it could be.
    pub fn find(&self, sought: &Sought, room: &mut Vec<u8>, mut found: impl FnMut(usize, bool)) -> bool {
        let Some(text) = self.text.bytes(room) else { return false };
        let bytes = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        let (mut from, mut hit) = (0, None);
        for (index, (head, all)) in
            self.ends.iter().map(|(head, all)| (*head as usize, *all as usize)).enumerate()
        {
            let start = std::mem::replace(&mut from, all);
            // A hit that lies further on is not sought again for every question before it.
            if hit.is_none_or(|hit| hit < start) {
                match sought.longest.find(bytes(start, text.len())) {
                    Some(at) => hit = Some(start + at),
                    None => return true,
                }
            }
            let Some(place) = hit.filter(|hit| *hit < all) else { continue };
            let stands = |within: &[u8]| sought.others.iter().all(|word| word.find(within).is_some());
            if stands(bytes(start, all)) {
                found(index, place < head && stands(bytes(start, head)));
            }
        }
        true
    }
}

fn collect<'t>(node: &Node, text: &'t str, strings: &mut Vec<Cow<'t, str>>) {
    match node.shape {
        Shape::Text { .. } => strings.push(node.string(text)),
        Shape::Word | Shape::Group { .. } => {
            node.kids.iter().for_each(|kid| collect(&kid.node, text, strings));
        }
    }
}

fn folded<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut folded = String::new();
    words.for_each(|word| fold_for_search(word, &mut folded));
    folded
}

#[cfg(test)]
mod tests {
    use super::{Said, Sought};

    /// Questions: what each asks, and what else it says.
    type Questions<'a> = &'a [(&'a [&'a str], &'a [&'a str])];

    const NAMES: [&str; 3] = ["open/a", "close/b", "close/c"];
    const QUESTIONS: Questions<'static> = &[
        (&["Why three?", "为什么是三次握手？"], &["SYN-SENT", "客户端发送 SYN 报文段"]),
        (&["四次挥手", "Half-closed"], &["FIN_WAIT_2 是半关闭", "握手之后"]),
        (&["TIME-WAIT lasts 2 MSL"], &["state 2", "ＴＣＰ"]),
    ];

    /// The questions that are found, and whether they ask it.
    fn found(query: &str, questions: Questions<'static>) -> Vec<(usize, bool)> {
        let texts = |list: &[&'static str]| list.iter().map(|text| (*text).into()).collect();
        let said = Said::new(questions.iter().map(|(asked, rest)| (texts(asked), texts(rest))));
        let mut found = Vec::new();
        if let Some(sought) = Sought::new(query) {
            said.find(&sought, &mut Vec::new(), |at, asks| found.push((at, asks)));
        }
        found
    }

    #[track_caller]
    fn check(query: &str, names: &[&str]) {
        let found: Vec<&str> = found(query, QUESTIONS).into_iter().map(|(at, _)| NAMES[at]).collect();
        assert_eq!(found, names, "{query}");
    }

    #[test]
    fn whatever_stands_there_is_found() {
        check("挥手", &["close/b"]);
        check("挥", &["close/b"]);
        check("半关闭", &["close/b"]);
        check("握手", &["open/a", "close/b"]);
        for query in
            ["SYN_SENT", "syn-sent", "ＳＹＮ－ＳＥＮＴ", "synsent", "Syn Sent", "发送SYN", "发送 syn 报文"]
        {
            check(query, &["open/a"]);
        }
        check("fin-wait-2", &["close/b"]);
        check("tcp", &["close/c"]);
        check("2msl", &[]);
        check("2 msl", &["close/c"]);
    }

    #[test]
    fn every_word_counts_and_nothing_reaches_across() {
        check("握手 三", &["open/a"]);
        check("握手 fin", &["close/b"]);
        check("挥手 time", &[]);
        check("挥手half", &[]);
        check("tcp为什么", &[]);
        for empty in ["", "  ", "-", "＿ -"] {
            check(empty, &[]);
        }
    }

    #[test]
    fn questions_that_ask_it_are_told_apart() {
        let questions: Questions<'static> = &[(&["a"], &["ack"]), (&["b"], &[]), (&["ack"], &["b"])];
        assert_eq!(found("ack", questions), [(0, false), (2, true)]);
        assert_eq!(found("b", questions), [(1, true), (2, false)]);
        assert_eq!(found("a", questions), [(0, true), (2, true)]);
        // Both words must be asked.
        assert_eq!(found("ack b", questions), [(2, false)]);
    }
}
