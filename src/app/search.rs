//! Searching everything that questions say, while it is typed.
//!
//! One long text in memory, read from end to end: no word has to be known beforehand, so one Chinese
//! character finds as well as a long word.

use super::App;
use super::library::Library;
use crate::text::fold_for_search;
use memchr::memmem::Finder;

/// Between the strings of a question, so that nothing is found across them.
const GAP: char = '\n';

/// The texts of many questions.
#[derive(Clone, Debug, Default)]
pub struct Search {
    text: String,
    items: Vec<Item>,
    names: String,
}

/// Where a question's name and texts end; each begins where the one before ends.
#[derive(Clone, Copy, Debug)]
struct Item {
    name: u32,
    /// What it asks and what it is called.
    head: u32,
    all: u32,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found<'a> {
    /// Full names of questions: first those that ask what was sought, then those that say it elsewhere.
    pub names: Vec<&'a str>,
    /// How many there are in all.
    pub count: usize,
}

impl App {
    /// Over all content as it is now; made when it is first wanted.
    pub(super) fn search(&self) -> &Search {
        self.search.get_or_init(|| Search::over(&self.library))
    }
}

impl Search {
    /// Over all usable decks, in their order.
    pub fn over(library: &Library) -> Search {
        let mut search = Search::default();
        for deck in library.decks.iter().filter_map(|entry| entry.content.as_ref()) {
            for question in &deck.questions {
                let (mut asked, mut rest) = deck.said(question);
                let name = deck.full_name(question);
                asked.push(name.clone());
                rest.extend([deck.title.en.clone(), deck.title.zh.clone()]);
                search.add(&name, &asked, &rest);
            }
        }
        search
    }

    /// Adds a question: what it asks, and what else it says. What goes beyond four gigabytes is left out.
    pub fn add(&mut self, name: &str, asked: &[impl AsRef<str>], rest: &[impl AsRef<str>]) {
        let (text, names) = (self.text.len(), self.names.len());
        self.names.push_str(name);
        for string in asked {
            fold_for_search(string.as_ref(), &mut self.text);
            self.text.push(GAP);
        }
        let head = self.text.len();
        for string in rest {
            fold_for_search(string.as_ref(), &mut self.text);
            self.text.push(GAP);
        }
        let end = |length: usize| u32::try_from(length);
        if let (Ok(name), Ok(head), Ok(all)) = (end(self.names.len()), end(head), end(self.text.len())) {
            self.items.push(Item { name, head, all });
        } else {
            self.text.truncate(text);
            self.names.truncate(names);
        }
    }

    /// How many questions there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Questions in which every word of the query stands somewhere, in either language; at most so many
    /// names. Nothing for a query without a word.
    pub fn find(&self, query: &str, most: usize) -> Found<'_> {
        let mut words: Vec<String> = query.split_whitespace().map(folded).filter(|w| !w.is_empty()).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let Some((longest, others)) = words.split_first() else { return Found::default() };
        let finder = Finder::new(longest.as_bytes());
        let others: Vec<Finder> = others.iter().map(|word| Finder::new(word.as_bytes())).collect();
        let (mut first, mut later, mut count) = (Vec::new(), Vec::new(), 0);
        let mut at = 0;
        while let Some(found) = self.bytes(at, self.text.len()).and_then(|rest| finder.find(rest)) {
            let place = at + found;
            let index = self.items.partition_point(|item| item.all as usize <= place);
            let Some(item) = self.items.get(index) else { break };
            at = item.all as usize;
            let start = self.before(index, |item| item.all);
            let whole = self.bytes(start, at).unwrap_or_default();
            if !others.iter().all(|word| word.find(whole).is_some()) {
                continue;
            }
            count += 1;
            let head = self.bytes(start, item.head as usize).unwrap_or_default();
            let asks = place < item.head as usize && others.iter().all(|word| word.find(head).is_some());
            let list = if asks { &mut first } else { &mut later };
            if list.len() < most {
                list.push(self.name(index));
            }
        }
        first.extend(later);
        first.truncate(most);
        Found { names: first, count }
    }

    fn bytes(&self, from: usize, to: usize) -> Option<&[u8]> {
        self.text.as_bytes().get(from..to)
    }

    fn before(&self, index: usize, end: impl Fn(&Item) -> u32) -> usize {
        index.checked_sub(1).and_then(|before| self.items.get(before)).map_or(0, end) as usize
    }

    fn name(&self, index: usize) -> &str {
        let start = self.before(index, |item| item.name);
        let end = self.items.get(index).map_or(start, |item| item.name as usize);
        self.names.get(start..end).unwrap_or_default()
    }
}

fn folded(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_for_search(word, &mut folded);
    folded
}

#[cfg(test)]
mod tests {
    use super::Search;

    fn search() -> Search {
        let mut search = Search::default();
        search.add("open/a", &["Why three?", "为什么是三次握手？"], &["SYN-SENT", "客户端发送 SYN 报文段"]);
        search.add("close/b", &["四次挥手", "Half-closed"], &["FIN_WAIT_2 是半关闭", "握手之后"]);
        search.add("close/c", &["TIME-WAIT lasts 2 MSL"], &["state 2", "ＴＣＰ"]);
        search
    }

    #[track_caller]
    fn check(query: &str, names: &[&str]) {
        let search = search();
        let found = search.find(query, 9);
        assert_eq!((found.names.as_slice(), found.count), (names, names.len()), "{query}");
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
    fn questions_that_ask_it_come_first() {
        let mut search = Search::default();
        search.add("x/1", &["a"], &["ack"]);
        search.add("x/2", &["ack"], &["b"]);
        assert_eq!(search.find("ack", 9).names, ["x/2", "x/1"]);
        let few = search.find("ack", 1);
        assert_eq!((few.names.as_slice(), few.count), (["x/2"].as_slice(), 2));
    }
}
