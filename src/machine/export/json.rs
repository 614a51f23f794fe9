//! The machine as JSON: states, rules, debts, mistakes, and every name that they use.

use crate::machine::model::{Clause, Field, Machine, Named, Pattern, StateSet, Then, Type};
use crate::machine::value::Expr;
use crate::text::Text;
use crate::wire::End;
use serde::Serialize;
use std::collections::BTreeMap;

/// Counts the changes that readers must know.
const FORMAT: u32 = 2;

#[derive(Serialize)]
struct MachineJson<'a> {
    format: u32,
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<&'a Text>,
    title: &'a Text,
    unit: &'a Text,
    roles: Vec<NamedJson<'a>>,
    flags: &'a [String],
    ignored: Vec<&'a str>,
    fields: Vec<FieldJson<'a>>,
    variables: Vec<VariableJson<'a>>,
    calls: Vec<NamedJson<'a>>,
    timers: Vec<NamedJson<'a>>,
    states: Vec<StateJson<'a>>,
    groups: Vec<GroupJson<'a>>,
    definitions: Vec<DefinitionJson<'a>>,
    start: BTreeMap<&'a str, &'a str>,
    starts: Vec<StartJson<'a>>,
    assume: Vec<SetJson<'a>>,
    symbols: Vec<SymbolJson<'a>>,
    forgets: Vec<&'a str>,
    /// In the order in which they are tried.
    rules: Vec<RuleJson<'a>>,
    due: Vec<DueJson<'a>>,
    faults: Vec<FaultJson<'a>>,
    implied: Vec<ImpliedJson<'a>>,
    /// What must never happen, in words; how that is looked for is the explorer's affair.
    properties: Vec<PropertyJson<'a>>,
}

#[derive(Serialize)]
struct NamedJson<'a> {
    name: &'a str,
    is: &'a Text,
    aliases: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    argument: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ticks: Option<u8>,
}

#[derive(Serialize)]
struct FieldJson<'a> {
    name: &'a str,
    reads: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    with: Vec<&'a str>,
    default: Option<String>,
    /// Whose numbers it carries: `own`, `other`, or not said.
    space: Option<&'static str>,
}

#[derive(Serialize)]
struct VariableJson<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Serialize)]
struct StateJson<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<(f32, f32)>,
    is: &'a Text,
    aliases: &'a [String],
    /// Wrong names that are known, with what to say to them.
    slips: BTreeMap<&'a str, &'a Text>,
}

#[derive(Serialize)]
struct GroupJson<'a> {
    name: &'a str,
    states: Vec<&'a str>,
}

/// An expression with a name, by which others use it.
#[derive(Serialize)]
struct DefinitionJson<'a> {
    name: &'a str,
    /// As the file has it.
    text: &'a str,
    /// With definitions and constants written out.
    means: String,
}

#[derive(Serialize)]
struct StartJson<'a> {
    name: &'a str,
    is: &'a Text,
    trace: Vec<String>,
    names: BTreeMap<&'a str, String>,
}

#[derive(Serialize)]
struct SymbolJson<'a> {
    name: &'a str,
    end: &'a str,
    of: &'a str,
    value: u32,
}

/// A new value of a variable.
#[derive(Serialize)]
struct SetJson<'a> {
    variable: &'a str,
    value: String,
}

#[derive(Serialize)]
struct ClauseJson<'a> {
    /// As the file has it.
    text: &'a str,
    /// With definitions and constants written out.
    means: String,
}

#[derive(Serialize)]
struct PickJson<'a> {
    variable: &'a str,
    on: String,
    field: &'a str,
}

/// `stop`, `continue`, or the rule to go on with.
#[derive(Serialize)]
#[serde(untagged)]
enum ThenJson<'a> {
    Word(&'static str),
    Jump { jump: &'a str },
}

#[derive(Serialize)]
struct RuleJson<'a> {
    id: &'a str,
    from: Vec<&'a str>,
    /// The group that these states are.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    on: BTreeMap<&'static str, String>,
    when: Vec<ClauseJson<'a>>,
    pick: Vec<PickJson<'a>>,
    set: Vec<SetJson<'a>>,
    reply: Vec<String>,
    refuse: Option<&'a Text>,
    hold: Option<&'a str>,
    to: Option<&'a str>,
    then: ThenJson<'a>,
    cite: &'a str,
    why: &'a Text,
    doubt: Option<&'a Text>,
}

#[derive(Serialize)]
struct DueJson<'a> {
    from: Vec<&'a str>,
    /// The group that these states are.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    when: String,
    segment: String,
    must: bool,
    why: &'a Text,
}

#[derive(Serialize)]
struct FaultJson<'a> {
    kind: &'a str,
    from: Vec<&'a str>,
    /// The group that these states are.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    sent: String,
    when: Option<String>,
    mild: bool,
    cite: &'a str,
    why: &'a Text,
}

#[derive(Serialize)]
struct ImpliedJson<'a> {
    call: &'a str,
    on: BTreeMap<&'static str, String>,
    from: Vec<&'a str>,
    /// The group that these states are.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    when: Option<String>,
    argument: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    always: bool,
}

#[derive(Serialize)]
struct PropertyJson<'a> {
    id: &'a str,
    is: &'a Text,
}

/// Writes the machine, with a line feed at its end.
pub(super) fn write(machine: &Machine) -> String {
    let text = serde_json::to_string_pretty(&Writer(machine).machine()).unwrap_or_default();
    text + "\n"
}

struct Writer<'a>(&'a Machine);

impl<'a> Writer<'a> {
    fn machine(&self) -> MachineJson<'a> {
        let machine = self.0;
        let start = End::BOTH.map(|end| (machine.role(end), machine.start.get(end.index())));
        let start = start.into_iter().filter_map(|(role, state)| Some((role, machine.state_name(*state?))));
        MachineJson {
            format: FORMAT,
            id: &machine.id,
            of: machine.of.as_deref(),
            about: machine.about.as_ref(),
            title: &machine.title,
            unit: &machine.unit,
            roles: machine.roles.iter().map(named).collect(),
            flags: &machine.flags,
            ignored: machine.flag_names(machine.ignored),
            fields: machine.fields.iter().map(|field| self.field(field)).collect(),
            variables: machine.variables.iter().map(|(name, kind)| variable(name, *kind)).collect(),
            calls: machine.calls.iter().map(named).collect(),
            timers: machine.timers.iter().map(named).collect(),
            states: self.states(),
            groups: self.groups(),
            definitions: self.definitions(),
            start: start.collect(),
            starts: self.starts(),
            assume: machine.assume.iter().map(|(index, value)| self.set(*index, value)).collect(),
            symbols: self.symbols(),
            forgets: self.names(machine.forgets),
            rules: self.rules(),
            due: self.due(),
            faults: self.faults(),
            implied: self.implied(),
            properties: machine.properties.iter().map(|p| PropertyJson { id: &p.id, is: &p.is }).collect(),
        }
    }

    fn field(&self, field: &'a Field) -> FieldJson<'a> {
        FieldJson {
            name: &field.name,
            reads: &field.reads,
            kind: type_name(field.kind),
            with: self.0.flag_names(field.with),
            default: field.default.as_ref().map(|value| self.0.expr_text(value, field.kind)),
            space: field.own.map(|own| if own { "own" } else { "other" }),
        }
    }

    fn states(&self) -> Vec<StateJson<'a>> {
        let slips = |slips: &'a [(String, Text)]| slips.iter().map(|(slip, text)| (slip.as_str(), text));
        let states = self.0.states.iter().map(|state| StateJson {
            name: &state.name,
            at: state.at,
            is: &state.is,
            aliases: &state.aliases,
            slips: slips(&state.slips).collect(),
        });
        states.collect()
    }

    fn groups(&self) -> Vec<GroupJson<'a>> {
        let groups = &self.0.groups;
        groups.iter().map(|group| GroupJson { name: &group.name, states: self.names(group.states) }).collect()
    }

    fn definitions(&self) -> Vec<DefinitionJson<'a>> {
        let definitions = self.0.definitions.iter().map(|definition| DefinitionJson {
            name: &definition.name,
            text: &definition.text,
            means: self.0.expr_in_full(&definition.expr, definition.kind),
        });
        definitions.collect()
    }

    fn starts(&self) -> Vec<StartJson<'a>> {
        let starts = self.0.starts.iter().map(|start| StartJson {
            name: &start.name,
            is: &start.is,
            trace: start.trace.steps.iter().map(ToString::to_string).collect(),
            names: start.names.iter().map(|(name, term)| (name.as_str(), term.to_string())).collect(),
        });
        starts.collect()
    }

    fn symbols(&self) -> Vec<SymbolJson<'a>> {
        let symbols = self.0.symbols.iter().map(|symbol| SymbolJson {
            name: &symbol.name,
            end: self.0.role(symbol.end),
            of: self.variable_name(symbol.variable),
            value: symbol.value,
        });
        symbols.collect()
    }

    fn rules(&self) -> Vec<RuleJson<'a>> {
        let machine = self.0;
        let rules = machine.rules.iter().map(|rule| RuleJson {
            id: &rule.id,
            from: self.names(rule.from),
            group: self.0.group_name(rule.from),
            on: self.event(rule.on),
            when: rule.when.iter().map(|clause| self.clause(clause)).collect(),
            pick: rule.pick.iter().map(|pick| self.pick(pick.variable, pick.on, pick.field)).collect(),
            set: rule.set.iter().map(|(index, value)| self.set(*index, value)).collect(),
            reply: rule.reply.iter().map(|reply| machine.template_text(reply)).collect(),
            refuse: rule.refuse.as_ref(),
            hold: rule.hold.and_then(|id| machine.rule(id)).map(|rule| rule.id.as_str()),
            to: rule.to.map(|state| machine.state_name(state)),
            then: match rule.then {
                Then::Stop => ThenJson::Word("stop"),
                Then::Continue => ThenJson::Word("continue"),
                Then::Jump(id) => {
                    ThenJson::Jump { jump: machine.rule(id).map_or("", |rule| rule.id.as_str()) }
                }
            },
            cite: &rule.cite,
            why: &rule.why,
            doubt: rule.doubt.as_ref(),
        });
        rules.collect()
    }

    fn due(&self) -> Vec<DueJson<'a>> {
        let due = self.0.due.iter().map(|due| DueJson {
            from: self.names(due.from),
            group: self.0.group_name(due.from),
            when: self.0.expr_text(&due.when, Type::Bool),
            segment: self.0.template_text(&due.segment),
            must: due.must,
            why: &due.why,
        });
        due.collect()
    }

    fn faults(&self) -> Vec<FaultJson<'a>> {
        let faults = self.0.faults.iter().map(|fault| FaultJson {
            kind: &fault.kind,
            from: self.names(fault.from),
            group: self.0.group_name(fault.from),
            sent: self.0.pattern_text(fault.sent),
            when: fault.when.as_ref().map(|when| self.0.expr_text(when, Type::Bool)),
            mild: fault.mild,
            cite: &fault.cite,
            why: &fault.why,
        });
        faults.collect()
    }

    fn implied(&self) -> Vec<ImpliedJson<'a>> {
        let implied = self.0.implied.iter().map(|implied| ImpliedJson {
            call: self.0.calls.get(usize::from(implied.call)).map_or("", |call| &call.name),
            on: self.event(implied.on),
            from: self.names(implied.from),
            group: self.0.group_name(implied.from),
            when: implied.when.as_ref().map(|when| self.0.expr_text(when, Type::Bool)),
            argument: implied.argument.as_ref().map(|value| self.0.expr_text(value, Type::Int)),
            always: implied.always,
        });
        implied.collect()
    }

    fn names(&self, set: StateSet) -> Vec<&'a str> {
        self.0.members(set).map(|(_, name)| name).collect()
    }

    fn event(&self, on: crate::machine::On) -> BTreeMap<&'static str, String> {
        let (kind, what) = self.0.event_parts(on);
        BTreeMap::from([(kind.word(), what)])
    }

    fn clause(&self, clause: &'a Clause) -> ClauseJson<'a> {
        ClauseJson { text: &clause.text, means: self.0.expr_in_full(&clause.expr, Type::Bool) }
    }

    fn pick(&self, variable: u8, on: Pattern, field: u8) -> PickJson<'a> {
        let field = self.0.fields.get(usize::from(field)).map_or("", |field| &field.name);
        PickJson { variable: self.variable_name(variable), on: self.0.pattern_text(on), field }
    }

    fn set(&self, index: u8, value: &Expr) -> SetJson<'a> {
        let kind = self.0.variables.get(usize::from(index)).map_or(Type::Int, |(_, kind)| *kind);
        SetJson { variable: self.variable_name(index), value: self.0.expr_text(value, kind) }
    }

    fn variable_name(&self, index: u8) -> &'a str {
        self.0.variables.get(usize::from(index)).map_or("", |(name, _)| name)
    }
}

fn named(named: &Named) -> NamedJson<'_> {
    let Named { name, aliases, is, argument, counts: _, ticks } = named;
    NamedJson { name, is, aliases, argument: *argument, ticks: *ticks }
}

fn variable(name: &str, kind: Type) -> VariableJson<'_> {
    VariableJson { name, kind: type_name(kind) }
}

fn type_name(kind: Type) -> &'static str {
    match kind {
        Type::Seq => "Seq",
        Type::Int => "Int",
        Type::Bool => "Bool",
        Type::Token => "Token",
    }
}
