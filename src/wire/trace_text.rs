//! The text form of a trace, one step a line.

use super::{Calls, Fate, Segment, Step, Term, Trace};
use std::ops::Range;

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TraceErrorKind {
    /// The line is none of the known forms of a step.
    NoStep,
    /// A segment without a flag and without a field.
    EmptySegment,
    /// A field without a value, or with one that is no number and no symbol.
    BadTerm,
    /// A remark in brackets that is not `(lost)`, `(twice)`, `(late as a)` or `(as a)`.
    BadFate,
    /// A held segment that no later step could deliver.
    LateWithoutName,
    /// The same field twice.
    TwiceField,
    /// `calls:` takes `explicit` or `implied`.
    BadHeader,
}

impl TraceErrorKind {
    /// Its short name, by which the words are chosen.
    pub fn word(self) -> &'static str {
        match self {
            TraceErrorKind::NoStep => "no-step",
            TraceErrorKind::EmptySegment => "empty-segment",
            TraceErrorKind::BadTerm => "bad-term",
            TraceErrorKind::BadFate => "bad-fate",
            TraceErrorKind::LateWithoutName => "late-without-name",
            TraceErrorKind::TwiceField => "twice-field",
            TraceErrorKind::BadHeader => "bad-header",
        }
    }
}

/// A fault in a trace's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraceError {
    /// What is wrong.
    pub kind: TraceErrorKind,
    /// The bytes of the text that it is about.
    pub at: Range<usize>,
}

/// Reads a whole trace; every faulty line is told. The steps come with their bytes in the text.
pub fn parse(text: &str) -> (Trace, Vec<Range<usize>>, Vec<TraceError>) {
    let (mut trace, mut places, mut errors) = (Trace::default(), Vec::new(), Vec::new());
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let body = line.split('#').next().unwrap_or_default();
        let trimmed = body.trim();
        let start = start + (body.len() - body.trim_start().len());
        let shift = |e: TraceError| TraceError { at: e.at.start + start..e.at.end + start, ..e };
        let header = trimmed.split_once(':').map(|(name, value)| (name.trim(), value.trim()));
        match header {
            _ if trimmed.is_empty() => {}
            Some(("calls", "explicit")) => trace.calls = Calls::Explicit,
            Some(("calls", "implied")) => trace.calls = Calls::Implied,
            Some(("calls", _)) => {
                errors.push(shift(TraceError { kind: TraceErrorKind::BadHeader, at: 0..trimmed.len() }));
            }
            Some(("start", value)) => trace.start = Some(value.to_owned()),
            _ => match parse_line(trimmed) {
                Ok(step) => {
                    trace.steps.push(step);
                    places.push(start..start + trimmed.len());
                }
                Err(error) => errors.push(shift(error)),
            },
        }
    }
    (trace, places, errors)
}

/// Reads one step.
pub fn parse_line(line: &str) -> Result<Step, TraceError> {
    let no_step = || TraceError { kind: TraceErrorKind::NoStep, at: 0..line.len() };
    let (line_body, remark) = split_remark(line);
    if let Some(at) = line_body.find(['>', '<', '→', '←']) {
        let arrow = line_body[at..].chars().next().unwrap_or('>');
        let end = line_body[..at].trim().to_owned();
        let body = at + arrow.len_utf8();
        if !is_name(&end) {
            return Err(no_step());
        }
        let segment = parse_segment(&line_body[body..]).map_err(|e| move_by(e, body))?;
        let (fate, label) = remark.map_or(Ok((Fate::Delivered, None)), parse_fate)?;
        return match arrow {
            '>' | '→' => Ok(Step::Send { from: end, segment, fate, label }),
            _ if fate == Fate::Delivered => Ok(Step::Inject { at: end, segment, label }),
            _ => Err(TraceError { kind: TraceErrorKind::BadFate, at: line_body.len()..line.len() }),
        };
    }
    if let Some((end, rest)) = line.split_once(':') {
        return parse_event(end.trim(), rest).ok_or_else(no_step);
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    match words.as_slice() {
        ["time", "passes"] => Ok(Step::Wait),
        [label, "arrives"] if is_name(label) => Ok(Step::Arrive { label: (*label).to_owned() }),
        [end, "is", state] if is_name(end) => {
            Ok(Step::Claim { end: (*end).to_owned(), state: (*state).to_owned() })
        }
        _ => Err(no_step()),
    }
}

fn parse_event(end: &str, rest: &str) -> Option<Step> {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let end = is_name(end).then(|| end.to_owned())?;
    match words.as_slice() {
        ["timeout", timer] if is_name(timer) => Some(Step::Timer { end, timer: (*timer).to_owned() }),
        [call] if is_name(call) && *call != "timeout" => {
            Some(Step::Call { end, call: (*call).to_owned(), argument: None })
        }
        [call, argument] if is_name(call) => {
            Some(Step::Call { end, call: (*call).to_owned(), argument: Some(parse_term(argument)?) })
        }
        _ => None,
    }
}

/// Reads `SYN ACK seq=y ack=x+1`; flags may also be joined by `+`, `,` or `/`.
pub fn parse_segment(text: &str) -> Result<Segment, TraceError> {
    let mut segment = Segment::default();
    for word in text.split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let error = |kind| TraceError { kind, at: start..start + word.len() };
        if let Some((name, value)) = word.split_once('=') {
            let term =
                parse_term(value).filter(|_| is_name(name)).ok_or_else(|| error(TraceErrorKind::BadTerm))?;
            if segment.fields.iter().any(|(known, _)| known == name) {
                return Err(error(TraceErrorKind::TwiceField));
            }
            segment.fields.push((name.to_owned(), term));
        } else {
            for flag in word.split(['+', ',', '/']).filter(|flag| !flag.is_empty()) {
                if !is_name(flag) {
                    return Err(error(TraceErrorKind::NoStep));
                }
                segment.flags.push(flag.to_owned());
            }
        }
    }
    if segment == Segment::default() {
        return Err(TraceError { kind: TraceErrorKind::EmptySegment, at: 0..text.len() });
    }
    Ok(segment)
}

/// Reads `1000`, `x`, `x+1`, `1 + x`, `x+1+100`, `x-1`; `None` where it is none of these.
pub fn parse_term(text: &str) -> Option<Term> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut term = Term::number(0);
    let (mut rest, mut sign) = (text.as_str(), 1i64);
    if let Some(stripped) = rest.strip_prefix('-') {
        (rest, sign) = (stripped, -1);
    }
    loop {
        let end = rest.find(['+', '-']).unwrap_or(rest.len());
        let part = &rest[..end];
        if let Ok(number) = part.parse::<u32>() {
            term.offset += sign * i64::from(number);
        } else if is_name(part)
            && sign == 1
            && term.symbol.is_none()
            && !part.starts_with(|c: char| c.is_ascii_digit())
        {
            term.symbol = Some(part.to_owned());
        } else {
            return None;
        }
        match rest[end..].chars().next() {
            None => return Some(term),
            Some('-') => sign = -1,
            Some(_) => sign = 1,
        }
        rest = &rest[end + 1..];
    }
}

fn split_remark(line: &str) -> (&str, Option<(&str, usize)>) {
    match line.find('(') {
        Some(at) => (&line[..at], Some((&line[at..], at))),
        None => (line, None),
    }
}

fn parse_fate((remark, at): (&str, usize)) -> Result<(Fate, Option<String>), TraceError> {
    let error = |kind| TraceError { kind, at: at..at + remark.len() };
    let inside = remark.trim_end().strip_prefix('(').and_then(|r| r.strip_suffix(')'));
    let words: Vec<&str> = inside.unwrap_or_default().split_whitespace().collect();
    let (fate, label) = match words.as_slice() {
        ["lost"] => (Fate::Lost, None),
        ["twice"] => (Fate::Twice, None),
        ["late"] => return Err(error(TraceErrorKind::LateWithoutName)),
        ["as", label] => (Fate::Delivered, Some(*label)),
        ["late", "as", label] => (Fate::Late, Some(*label)),
        ["lost", "as", label] => (Fate::Lost, Some(*label)),
        ["twice", "as", label] => (Fate::Twice, Some(*label)),
        _ => return Err(error(TraceErrorKind::BadFate)),
    };
    if label.is_some_and(|label| !is_name(label)) {
        return Err(error(TraceErrorKind::BadFate));
    }
    Ok((fate, label.map(str::to_owned)))
}

fn is_name(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

fn move_by(error: TraceError, by: usize) -> TraceError {
    TraceError { at: error.at.start + by..error.at.end + by, ..error }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_goes_there_and_back() {
        let text = "calls: explicit\nstart: closed\nserver: listen\nclient: send 100\nclient > SYN seq=x (late as a)\n\
                    a arrives\nserver > SYN ACK seq=y ack=x+1 (lost)\nserver: timeout retransmission\n\
                    server > SYN ACK seq=y ack=x+1 (twice)\nclient > ACK seq=x+1 ack=y+1 len=100 (as b)\n\
                    server < RST seq=4294967295\ntime passes\nclient is ESTABLISHED\n";
        let (trace, places, errors) = parse(text);
        assert_eq!(errors, []);
        assert_eq!(trace.to_string(), text);
        assert_eq!(&text[places[0].clone()], "server: listen");
    }

    #[test]
    fn faults_point_at_their_word() {
        let (_, _, errors) =
            parse("client > SYN seq=\nclient SYN\nclient > SYN (gone)\n  client > ACK ack=1x");
        let text = "client > SYN seq=\nclient SYN\nclient > SYN (gone)\n  client > ACK ack=1x";
        let told: Vec<_> = errors.iter().map(|e| (e.kind, &text[e.at.clone()])).collect();
        use TraceErrorKind::*;
        assert_eq!(
            told,
            [(BadTerm, "seq="), (NoStep, "client SYN"), (BadFate, "(gone)"), (BadTerm, "ack=1x")]
        );
    }
}
