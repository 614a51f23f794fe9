//! What files of several items have in common: decks with their questions, blueprints with their sections.

use super::outline::{Node, passages};
use crate::diagnostic::{Finding, Ron};
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::ops::Range;

/// Items, each with its outline.
pub(crate) type Items<'n, Item> = Vec<(Item, Cow<'n, Node>)>;

/// The loose form: whole where possible, else what stands around the list and its items one by one, so that each
/// faulty one is told. `list` is the list's key, `take` gives the items of a file that was read whole.
pub(crate) fn whole_or_parts<'n, Head: DeserializeOwned, Item: DeserializeOwned>(
    ron: &Ron<'_>,
    text: &str,
    root: &'n Node,
    key: &'static str,
    take: impl FnOnce(&mut Head) -> Vec<Item>,
) -> (Option<Head>, Items<'n, Item>, Vec<Finding>) {
    let first = match ron.whole::<Head>() {
        Ok(mut head) => {
            let list = root.field(key);
            let items = take(&mut head).into_iter().enumerate();
            let items = items.map(|(index, item)| (item, Cow::Borrowed(list.item(index))));
            return (Some(head), items.collect(), Vec::new());
        }
        Err(first) => first,
    };
    let Some(list) = ron.list(key) else { return (None, Vec::new(), vec![first]) };
    let (mut items, mut findings) = (Vec::new(), Vec::new());
    for item in &list.items {
        match ron.part::<Item>(item.clone()) {
            Ok(read) => items.push((read, Cow::Owned(Node::parse(text, item.clone())))),
            Err(finding) => findings.push(finding),
        }
    }
    let head = ron.without::<Head>(&list).map_err(|finding| findings.push(finding)).ok();
    if findings.is_empty() {
        findings.push(first);
    }
    (head, items, findings)
}

/// Where texts in two languages are blank: the place, and the language or `both`.
pub(crate) fn blank_texts(text: &str, node: &Node, key: Option<&str>) -> Vec<(Range<usize>, &'static str)> {
    let blank = |node: &Node| node.string(text).trim().is_empty();
    let told = |passage: super::outline::Passage<'_>| match (blank(passage.en), blank(passage.zh)) {
        (false, false) => None,
        (true, false) => Some((passage.en.caret(), "en")),
        (false, true) => Some((passage.zh.caret(), "zh")),
        (true, true) => Some((passage.en.caret(), "both")),
    };
    passages(node, key).into_iter().filter_map(told).collect()
}
