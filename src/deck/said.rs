//! Everything that a question says, for those who look for it.

use super::model::{Deck, Question};
use super::outline::{Node, Shape};

/// The fields that hold what is asked.
const ASKED: [&str; 4] = ["ask", "front", "statement", "text"];
/// Fields that hold nothing to be read.
const UNREAD: [&str; 2] = ["image", "was"];

impl Deck {
    /// What a question asks, and all else that its file says of it: answers, reasons, traces, tags, citations.
    /// Both languages, one string of the file after another.
    pub fn said<'a>(&'a self, question: &'a Question) -> (Vec<String>, Vec<String>) {
        let (mut asked, mut rest) = (Vec::new(), Vec::new());
        for kid in &question.node.kids {
            let key = kid.key.as_deref().unwrap_or_default();
            if !UNREAD.contains(&key) {
                let strings = if ASKED.contains(&key) { &mut asked } else { &mut rest };
                collect(&kid.node, &self.kept.text, strings);
            }
        }
        (asked, rest)
    }
}

fn collect(node: &Node, text: &str, strings: &mut Vec<String>) {
    match node.shape {
        Shape::Text { .. } => strings.push(node.string(text)),
        Shape::Word | Shape::Group { .. } => {
            node.kids.iter().for_each(|kid| collect(&kid.node, text, strings));
        }
    }
}
