//! In which letters two texts differ, so that a learner sees it.

use super::answer::{half_width, is_joiner, same_answer};

/// A run of letters of two texts that are laid beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// Stands in both; as the learner wrote it.
    Same(String),
    /// Stands in the first only: it is too much.
    Extra(String),
    /// Stands in the second only: it is missing.
    Missing(String),
}

/// Longer texts are not compared letter by letter.
const LONGEST: usize = 100;
/// Where less than this part of the longer text stands in both, they are two texts and not one with a slip.
const LEAST_SHARED: f32 = 0.4;

/// What has to be changed about `said` to make it `wanted`. Case, width, spaces, `-` and `_` don't matter. Names
/// that are joined by `+` or a comma are compared as names, in any order. Texts that have little in common are
/// given whole, the first as too much and the second as missing, unless one stands within the other.
pub fn difference(said: &str, wanted: &str) -> Vec<Stretch> {
    let (said, wanted) = (said.trim(), wanted.trim());
    let spaces = wanted.contains(is_joiner);
    let lists = names(said, spaces).zip(names(wanted, false));
    if let Some((own, other)) = lists.filter(|(own, other)| own.len() + other.len() > 2) {
        return of_names(&own, &other);
    }
    let (own, other): (Vec<char>, Vec<char>) = (said.chars().collect(), wanted.chars().collect());
    let longest = own.len().max(other.len());
    let pairs = if longest > LONGEST { Vec::new() } else { shared(&own, &other) };
    let matter = pairs.iter().filter(|(at, _)| own.get(*at).is_some_and(|c| !is_joint(*c))).count();
    let weight = |text: &[char]| text.iter().filter(|c| !is_joint(**c)).count();
    let within = matter > 0 && (matter == weight(&own) || matter == weight(&other));
    if !within && (matter as f32) < LEAST_SHARED * longest as f32 {
        let extra = (!said.is_empty()).then(|| Stretch::Extra(said.to_owned()));
        let missing = (!wanted.is_empty()).then(|| Stretch::Missing(wanted.to_owned()));
        return extra.into_iter().chain(missing).collect();
    }
    let mut stretches = Vec::new();
    let (mut at, mut to) = (0, 0);
    let end = (own.len(), other.len());
    for (own_at, other_at) in pairs.into_iter().chain([end]) {
        for c in own.get(at..own_at).unwrap_or_default() {
            push(&mut stretches, if is_joint(*c) { Stretch::Same } else { Stretch::Extra }, *c);
        }
        for c in other.get(to..other_at).unwrap_or_default().iter().filter(|c| !is_joint(**c)) {
            push(&mut stretches, Stretch::Missing, *c);
        }
        own.get(own_at).into_iter().for_each(|c| push(&mut stretches, Stretch::Same, *c));
        (at, to) = (own_at + 1, other_at + 1);
    }
    stretches
}

/// Spaces and dashes, which don't make another answer.
fn is_joint(c: char) -> bool {
    let c = half_width(c);
    c.is_whitespace() || matches!(c, '-' | '_' | '.')
}

fn is_same(one: char, other: char) -> bool {
    let folded = |c: char| half_width(c).to_lowercase().collect::<String>();
    (is_joint(one) && is_joint(other)) || folded(one) == folded(other)
}

/// Names that are joined by signs, or by spaces where they may be; `None` for what is no list of names.
fn names(text: &str, spaces: bool) -> Option<Vec<&str>> {
    let parts = text.split(|c| is_joiner(c) || (spaces && c == ' ')).map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let is_letter = |c| half_width(c).is_ascii_alphabetic();
    let is_name = |part: &&str| part.chars().count() > 1 && part.chars().all(is_letter);
    (!parts.is_empty() && parts.iter().all(is_name)).then_some(parts)
}

/// The learner's names, each marked, and behind them those that are missing; a space between.
fn of_names(own: &[&str], other: &[&str]) -> Vec<Stretch> {
    let is_in = |list: &[&str], name: &str| list.iter().any(|known| same_answer(known, name));
    let missing: Vec<&str> = other.iter().copied().filter(|name| !is_in(own, name)).collect();
    let count = own.len() + missing.len();
    let kind = |name: &str| if is_in(other, name) { Stretch::Same } else { Stretch::Extra };
    let own = own.iter().map(|name| (kind(name) as fn(String) -> Stretch, *name));
    let missing = missing.into_iter().map(|name| (Stretch::Missing as fn(String) -> Stretch, name));
    let marked = own.chain(missing).enumerate();
    marked
        .map(|(at, (kind, name))| kind(if at + 1 < count { format!("{name} ") } else { name.to_owned() }))
        .collect()
}

/// The places of the letters that both have in the same order, as many as there can be.
fn shared(own: &[char], other: &[char]) -> Vec<(usize, usize)> {
    // How many are shared behind each pair of places.
    let width = other.len() + 1;
    let mut behind = vec![0_u16; (own.len() + 1) * width];
    let get = |behind: &[u16], at: usize, to: usize| behind.get(at * width + to).copied().unwrap_or(0);
    for (at, a) in own.iter().enumerate().rev() {
        for (to, b) in other.iter().enumerate().rev() {
            let most = match is_same(*a, *b) {
                true => get(&behind, at + 1, to + 1) + 1,
                false => get(&behind, at + 1, to).max(get(&behind, at, to + 1)),
            };
            if let Some(place) = behind.get_mut(at * width + to) {
                *place = most;
            }
        }
    }
    let (mut at, mut to, mut pairs) = (0, 0, Vec::new());
    while let (Some(a), Some(b)) = (own.get(at), other.get(to)) {
        if is_same(*a, *b) {
            pairs.push((at, to));
            (at, to) = (at + 1, to + 1);
        } else if get(&behind, at + 1, to) >= get(&behind, at, to + 1) {
            at += 1;
        } else {
            to += 1;
        }
    }
    pairs
}

fn push(stretches: &mut Vec<Stretch>, kind: fn(String) -> Stretch, c: char) {
    let fresh = kind(c.to_string());
    match (stretches.last_mut(), fresh) {
        (Some(Stretch::Same(text)), Stretch::Same(_))
        | (Some(Stretch::Extra(text)), Stretch::Extra(_))
        | (Some(Stretch::Missing(text)), Stretch::Missing(_)) => text.push(c),
        (_, fresh) => stretches.push(fresh),
    }
}

#[cfg(test)]
mod tests {
    use super::{Stretch, difference};

    /// `[x]` is too much, `{x}` is missing.
    #[track_caller]
    fn check(said: &str, wanted: &str, shown: &str) {
        let stretch = |stretch: &Stretch| match stretch {
            Stretch::Same(text) => text.clone(),
            Stretch::Extra(text) => format!("[{text}]"),
            Stretch::Missing(text) => format!("{{{text}}}"),
        };
        let found: String = difference(said, wanted).iter().map(stretch).collect();
        assert_eq!(found, shown, "{said} / {wanted}");
    }

    #[test]
    fn letters_that_differ_are_found() {
        check("SYN-SEND", "SYN-SENT", "SYN-SEN[D]{T}");
        check("CLOST-WAIT", "CLOSE-WAIT", "CLOS[T]{E}-WAIT");
        check("time wit", "TIME-WAIT", "time w{A}it");
        check("x+1", "x+2", "x+[1]{2}");
        check("x", "x+1", "x{+1}");
        check("半开关闭", "半关闭", "半[开]关闭");
        check("LISTENN", "LISTEN", "LISTEN[N]");
    }

    #[test]
    fn writing_makes_no_difference() {
        check("syn_sent", "SYN-SENT", "syn_sent");
        check("SYNSENT", "SYN-SENT", "SYNSENT");
        check("ＳＹＮ－ＳＥＮＴ", "SYN-SENT", "ＳＹＮ－ＳＥＮＴ");
    }

    #[test]
    fn flags_are_compared_whatever_their_order() {
        check("ACK+SYN", "SYN+ACK", "ACK SYN");
        check("SYN, FIN", "SYN+ACK", "SYN [FIN ]{ACK}");
        check("SYN", "SYN+ACK", "SYN {ACK}");
        check("SYN ACK RST", "SYN+ACK", "SYN ACK [RST]");
    }

    #[test]
    fn other_texts_are_given_whole() {
        check("nonsense", "LISTEN", "[nonsense]{LISTEN}");
        check("", "LISTEN", "{LISTEN}");
        check("  ", "", "");
        let long = "x".repeat(500);
        check(&long, "xx", &format!("[{long}]{{xx}}"));
    }
}
