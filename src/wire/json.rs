//! The JSON form of traces: captures, other tools, test suites.

use super::{Calls, Fate, Segment, Step, Term, Trace, parse_term};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a file says that no timer runs out and nothing else happens.
const TIME_PASSES: &str = "(time passes)";

/// A claim about a state, made at a step.
pub type Claim = BTreeMap<String, String>;

/// One case: a trace with what is known about it.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Case {
    /// Its id; empty where the file gives none.
    pub id: String,
    /// Which machine it belongs to, as the file says (`rfc9293`, `linux`).
    pub dialect: Option<String>,
    /// Each end before the first step.
    pub start: BTreeMap<String, StartState>,
    /// Ends where a listening socket lives on when the connection is gone.
    pub listener_stays: Vec<String>,
    /// States to be reached at the end, where completeness is asked for.
    pub goal: Option<BTreeMap<String, String>>,
    /// The trace. Calls are explicit.
    pub trace: Trace,
    /// What was observed at each step, parallel to the trace's steps.
    pub observed: Vec<Observed>,
    /// The verdict that the file expects.
    pub verdict: Option<ExpectedVerdict>,
}

/// An end before the first step: only its state, or its state with variables such as `snd_nxt`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum StartState {
    /// The state alone.
    State(String),
    /// The state and variables, in lower case with `_` for `.`.
    With {
        /// The state.
        state: String,
        /// The variables.
        #[serde(flatten)]
        variables: BTreeMap<String, i64>,
    },
}

/// What a file says about one step.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Observed {
    /// State of each end after the step.
    pub states: BTreeMap<String, String>,
    /// What a learner claims the states are.
    pub claimed: Claim,
    /// Names of the segments that must answer this step, where recorded.
    pub must_reply: Option<Vec<String>>,
}

/// The verdict that a file expects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExpectedVerdict {
    /// Whether every step is legal.
    pub valid: bool,
    /// Index of the first illegal step.
    pub first_bad: Option<usize>,
    /// What kind of fault it is.
    pub kind: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum FileJson {
    Suite {
        #[serde(default)]
        cases: Vec<CaseJson>,
        #[serde(default)]
        mutations: Vec<CaseJson>,
        #[serde(default)]
        legal_traps: Vec<CaseJson>,
    },
    List(Vec<CaseJson>),
}

#[derive(Serialize, Deserialize)]
struct CaseJson {
    #[serde(default)]
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dialect: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    start: BTreeMap<String, StartState>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    listener_stays: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    goal: Option<BTreeMap<String, String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    calls: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    named_start: Option<String>,
    steps: Vec<StepJson>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    verdict: Option<ExpectedVerdict>,
}

#[derive(Serialize, Deserialize, Default)]
struct StepJson {
    ev: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    call: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    timer: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seg: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    flags: Option<FlagsJson>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seq: Option<NumberJson>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ack: Option<NumberJson>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    len: Option<NumberJson>,
    /// Fields of other protocols.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    fields: BTreeMap<String, NumberJson>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fate: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    state: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    states: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    claimed: Claim,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    must_reply: Option<Vec<String>>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum FlagsJson {
    Letters(String),
    Names(Vec<String>),
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum NumberJson {
    Number(i64),
    Symbol(String),
}

impl NumberJson {
    fn term(&self) -> Option<Term> {
        match self {
            NumberJson::Number(n) => Some(Term::number(*n)),
            NumberJson::Symbol(text) => parse_term(text),
        }
    }

    fn of(term: &Term) -> NumberJson {
        match &term.symbol {
            None => NumberJson::Number(term.offset),
            Some(_) => NumberJson::Symbol(term.to_string()),
        }
    }
}

/// Reads one case, a list of cases, or a file with `cases`, `mutations`, `legal_traps`.
///
/// # Errors
/// A sentence that names the place, where the text is no JSON or no such file.
pub fn cases_from_json(text: &str) -> Result<Vec<Case>, String> {
    let value: serde_json::Value = serde_json::from_str(text).map_err(|e| e.to_string())?;
    let cases = if value.get("steps").is_some() {
        vec![serde_json::from_value(value).map_err(|e| e.to_string())?]
    } else {
        let known = ["cases", "mutations", "legal_traps"].iter().any(|key| value.get(key).is_some());
        if !value.is_array() && !known {
            return Err("none of the keys steps, cases, mutations, legal_traps".to_owned());
        }
        match serde_json::from_value(value).map_err(|e| e.to_string())? {
            FileJson::List(cases) => cases,
            FileJson::Suite { cases, mutations, legal_traps } => {
                cases.into_iter().chain(mutations).chain(legal_traps).collect()
            }
        }
    };
    cases.into_iter().map(case_of).collect()
}

fn case_of(json: CaseJson) -> Result<Case, String> {
    let calls = if json.calls.as_deref() == Some("implied") { Calls::Implied } else { Calls::Explicit };
    let mut case = Case {
        id: json.id,
        dialect: json.dialect,
        start: json.start,
        listener_stays: json.listener_stays,
        goal: json.goal,
        trace: Trace { calls, start: json.named_start, steps: Vec::new() },
        observed: Vec::new(),
        verdict: json.verdict,
    };
    for (index, step) in json.steps.into_iter().enumerate() {
        let (step, observed) =
            step_of(step).map_err(|what| format!("case {:?}, step {index}: {what}", case.id))?;
        case.trace.steps.push(step);
        case.observed.push(observed);
    }
    Ok(case)
}

fn step_of(json: StepJson) -> Result<(Step, Observed), String> {
    let need = |value: &Option<String>, key: &str| value.clone().ok_or_else(|| format!("`{key}` is missing"));
    let step = match json.ev.as_str() {
        "app" => Step::Call {
            end: need(&json.at, "at")?,
            call: need(&json.call, "call")?,
            argument: json.len.as_ref().and_then(NumberJson::term),
        },
        "seg" => Step::Send {
            from: need(&json.from, "from")?,
            segment: segment_of(&json)?,
            fate: match json.fate.as_deref() {
                None | Some("delivered") => Fate::Delivered,
                Some("lost") => Fate::Lost,
                Some("twice") => Fate::Twice,
                Some("held") => Fate::Late,
                Some(other) => return Err(format!("unknown fate {other:?}")),
            },
            label: json.id.clone(),
        },
        "arrive" => Step::Arrive { label: need(&json.seg, "seg")? },
        "inject" => {
            Step::Inject { at: need(&json.at, "at")?, segment: segment_of(&json)?, label: json.id.clone() }
        }
        "timer" if json.timer.as_deref() == Some(TIME_PASSES) => Step::Wait,
        "timer" => Step::Timer { end: need(&json.at, "at")?, timer: need(&json.timer, "timer")? },
        "claim" => Step::Claim { end: need(&json.at, "at")?, state: need(&json.state, "state")? },
        other => return Err(format!("unknown ev {other:?}")),
    };
    Ok((step, Observed { states: json.states, claimed: json.claimed, must_reply: json.must_reply }))
}

fn segment_of(json: &StepJson) -> Result<Segment, String> {
    let flags = match &json.flags {
        None => Vec::new(),
        Some(FlagsJson::Letters(letters)) if letters.is_empty() => Vec::new(),
        Some(FlagsJson::Letters(letters)) => vec![letters.clone()],
        Some(FlagsJson::Names(names)) => names.clone(),
    };
    let mut fields = Vec::new();
    for (name, value) in [("seq", &json.seq), ("ack", &json.ack), ("len", &json.len)] {
        if let Some(value) = value {
            fields.push((name.to_owned(), value.term().ok_or_else(|| format!("`{name}` is no number"))?));
        }
    }
    for (name, value) in &json.fields {
        fields.push((name.clone(), value.term().ok_or_else(|| format!("`{name}` is no number"))?));
    }
    Ok(Segment { flags, fields })
}

/// Writes a case as a JSON object.
pub fn case_to_json(case: &Case) -> serde_json::Value {
    let steps = case.trace.steps.iter().enumerate().map(|(index, step)| {
        let mut json = step_to_json(step);
        if let Some(observed) = case.observed.get(index) {
            json.states.clone_from(&observed.states);
            json.claimed.clone_from(&observed.claimed);
            json.must_reply.clone_from(&observed.must_reply);
        }
        json
    });
    let json = CaseJson {
        id: case.id.clone(),
        dialect: case.dialect.clone(),
        start: case.start.clone(),
        listener_stays: case.listener_stays.clone(),
        goal: case.goal.clone(),
        calls: (case.trace.calls == Calls::Implied).then(|| "implied".to_owned()),
        named_start: case.trace.start.clone(),
        steps: steps.collect(),
        verdict: case.verdict.clone(),
    };
    serde_json::to_value(json).unwrap_or_default()
}

fn step_to_json(step: &Step) -> StepJson {
    let mut json = StepJson::default();
    let put_segment = |json: &mut StepJson, segment: &Segment| {
        if !segment.flags.is_empty() {
            json.flags = Some(FlagsJson::Names(segment.flags.clone()));
        }
        for (name, term) in &segment.fields {
            let number = NumberJson::of(term);
            match name.as_str() {
                "seq" => json.seq = Some(number),
                "ack" => json.ack = Some(number),
                "len" => json.len = Some(number),
                other => drop(json.fields.insert(other.to_owned(), number)),
            }
        }
    };
    match step {
        Step::Call { end, call, argument } => {
            json.ev = "app".into();
            json.at = Some(end.clone());
            json.call = Some(call.clone());
            json.len = argument.as_ref().map(NumberJson::of);
        }
        Step::Send { from, segment, fate, label } => {
            json.ev = "seg".into();
            json.from = Some(from.clone());
            put_segment(&mut json, segment);
            json.id.clone_from(label);
            json.fate = match fate {
                Fate::Delivered => None,
                Fate::Lost => Some("lost".into()),
                Fate::Twice => Some("twice".into()),
                Fate::Late => Some("held".into()),
            };
        }
        Step::Arrive { label } => {
            json.ev = "arrive".into();
            json.seg = Some(label.clone());
        }
        Step::Inject { at, segment, label } => {
            json.ev = "inject".into();
            json.at = Some(at.clone());
            put_segment(&mut json, segment);
            json.id.clone_from(label);
        }
        Step::Timer { end, timer } => {
            json.ev = "timer".into();
            json.at = Some(end.clone());
            json.timer = Some(timer.clone());
        }
        Step::Wait => {
            json.ev = "timer".into();
            json.timer = Some(TIME_PASSES.into());
        }
        Step::Claim { end, state } => {
            json.ev = "claim".into();
            json.at = Some(end.clone());
            json.state = Some(state.clone());
        }
    }
    json
}
