//! The description of the interface as a page, which needs no script.

use std::sync::OnceLock;

use maud::{Markup, html};
use serde_json::{Map, Value};

use super::describe;
use crate::words::say;

/// One thing that may be asked.
struct Operation<'d> {
    method: String,
    path: &'d str,
    says: &'d Value,
}

/// What the page holds.
pub fn main() -> Markup {
    static WHOLE: OnceLock<Value> = OnceLock::new();
    let whole = WHOLE.get_or_init(|| serde_json::from_str(describe::json()).unwrap_or_default());
    let none = Map::new();
    let paths = whole.get("paths").and_then(Value::as_object).unwrap_or(&none);
    let operations: Vec<Operation<'_>> = paths.iter().flat_map(|(path, asked)| of(path, asked)).collect();
    let tags = whole.get("tags").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let schemas = whole.pointer("/components/schemas").and_then(Value::as_object).unwrap_or(&none);
    html! {
        h1 { (say("api.title")) }
        p.lead { (text(whole.pointer("/info/description"))) }
        p { (say("api.token")) }
        p { a href="/api/v1/openapi.json" { (say("api.description")) } }
        @for tag in tags {
            @let own: Vec<&Operation<'_>> = operations.iter().filter(|one| one.is_of(text(tag.get("name")))).collect();
            section.about {
                h2 { (text(tag.get("description"))) }
                ul { @for one in &own { li { a href={ "#" (one.id()) } { code { (one.method) " " (one.path) } } } } }
                @for one in &own { (one.said()) }
            }
        }
        (refusals(&operations))
        section.about {
            h2 { (say("api.shapes")) }
            @for (name, schema) in schemas { (shape(name, schema)) }
        }
    }
}

fn of<'d>(path: &'d str, asked: &'d Value) -> impl Iterator<Item = Operation<'d>> {
    let methods = asked.as_object().into_iter().flatten();
    methods.map(move |(method, says)| Operation { method: method.to_uppercase(), path, says })
}

impl Operation<'_> {
    fn id(&self) -> &str {
        text(self.says.get("operationId"))
    }

    fn is_of(&self, tag: &str) -> bool {
        self.says.get("tags").and_then(Value::as_array).is_some_and(|tags| tags.iter().any(|one| one == tag))
    }

    fn responses(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.says.get("responses").and_then(Value::as_object).into_iter().flatten()
    }

    /// What it is, what it asks for, and what it answers.
    fn said(&self) -> Markup {
        let scope = self.says.pointer("/security/0/token/0").and_then(Value::as_str);
        let body = self.says.pointer("/requestBody/content/application~1json/schema");
        let given = self.says.get("parameters").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let (good, refused): (Vec<_>, Vec<_>) = self.responses().partition(|(status, _)| status.starts_with('2'));
        let refused: Vec<&str> = refused.into_iter().map(|(status, _)| status.as_str()).collect();
        html! {
            h3 id=(self.id()) { code { (self.method) " " (self.path) } }
            p { (coded(text(self.says.get("summary")))) }
            @if let Some(says) = self.says.get("description") { p { (coded(text(Some(says)))) } }
            dl.facts {
                @for one in given { (fact(&html! { code { (text(one.get("name"))) } }, &coded(text(one.get("description"))))) }
                @if let Some(scope) = scope { (fact(&html! { (say("api.scope")) }, &html! { code { (scope) } })) }
                @if let Some(body) = body { (fact(&html! { (say("api.sends")) }, &kind(body))) }
                @for (status, response) in good {
                    (fact(&html! { (say("api.answers")) " " (status) }, &html! { (text(response.get("description"))) @if let Some(held) = held(response) { ": " (held) } }))
                }
                (fact(&html! { (say("api.refuses")) }, &html! { (refused.join(", ")) }))
            }
        }
    }
}

fn fact(name: &Markup, says: &Markup) -> Markup {
    html! { div { dt { (name) } dd { (says) } } }
}

fn text(value: Option<&Value>) -> &str {
    value.and_then(Value::as_str).unwrap_or_default()
}

/// Words with what stands between backticks as code.
fn coded(text: &str) -> Markup {
    html! { @for (place, part) in text.split('`').enumerate() { @if place % 2 == 1 { code { (part) } } @else { (part) } } }
}

/// What each refusal means, once for all.
fn refusals(operations: &[Operation<'_>]) -> Markup {
    let mut all: Vec<(&str, &str)> = operations
        .iter()
        .flat_map(Operation::responses)
        .filter(|(status, _)| !status.starts_with('2'))
        .map(|(status, response)| (status.as_str(), text(response.get("description"))))
        .collect();
    all.sort_unstable();
    all.dedup();
    html! {
        section.about {
            h2 { (say("api.refusals")) }
            p { (say("api.refusals_say")) " " a href="#Problem" { "Problem" } "." }
            dl.facts { @for (status, means) in all { (fact(&html! { (status) }, &html! { (means) })) } }
        }
    }
}

/// What an answer holds. `None`: it does not say.
fn held(response: &Value) -> Option<Markup> {
    let (media, one) = response.get("content").and_then(Value::as_object)?.iter().next()?;
    Some(match one.get("schema") {
        Some(schema) if media.contains("json") => kind(schema),
        _ => html! { code { (media) } },
    })
}

/// What a value is, with a link where it has a name.
fn kind(schema: &Value) -> Markup {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str).and_then(|name| name.rsplit('/').next()) {
        return html! { a href={ "#" (name) } { (name) } };
    }
    if let Some(items) = schema.get("items") {
        return html! { (say("api.list")) " " (kind(items)) };
    }
    if let Some(any) = schema.get("oneOf").and_then(Value::as_array) {
        return html! { @for (at, one) in any.iter().enumerate() { @if at > 0 { " / " } (kind(one)) } };
    }
    match schema.get("type") {
        Some(Value::Array(types)) => {
            let names: Vec<&str> = types.iter().filter_map(Value::as_str).collect();
            html! { (names.join(" / ")) }
        }
        one => html! { (text(one)) },
    }
}

fn shape(name: &str, schema: &Value) -> Markup {
    let properties = schema.get("properties").and_then(Value::as_object);
    html! {
        h3 id=(name) { (name) }
        p { (coded(text(schema.get("description")))) }
        dl.facts {
            @for (field, value) in properties.into_iter().flatten() {
                (fact(&html! { code { (field) } br; span.muted { (kind(value)) } }, &coded(text(value.get("description")))))
            }
        }
    }
}
