//! How a field is written.

use std::fmt::Write as _;

use maud::{Escaper, Markup, PreEscaped, Render, html};

use super::field::{Choice, Control, Field, Width};
use super::id;
use crate::words::say;

impl Render for Field<'_> {
    fn render(&self) -> Markup {
        match &self.control {
            Control::Radios(choices) => self.group("radio", choices),
            Control::Checks(choices) => self.group("checkbox", choices),
            _ => html! {
                div.field.wrong[self.error.is_some()] {
                    label for=(self.id()) { (self.label) }
                    (self.said())
                    (self.single())
                }
            },
        }
    }
}

impl Field<'_> {
    fn id(&self) -> String {
        let own = id(&self.name);
        self.place.map_or(own.clone(), |place| format!("{own}-{}", place + 1))
    }

    /// Hint and error, to which the control points.
    fn said(&self) -> Markup {
        let id = self.id();
        html! {
            @if let Some(hint) = &self.hint { p.hint id={ (id) "-hint" } { (hint) } }
            @if let Some(beside) = &self.beside { p.beside id={ (id) "-beside" } { (beside) } }
            @if let Some(error) = self.error {
                p.error id={ (id) "-error" } { span.unseen { (say("frame.error_mark")) " " } (error) }
            }
        }
    }

    fn described(&self) -> Option<String> {
        let id = self.id();
        let hint = self.hint.as_ref().map(|_| format!("{id}-hint"));
        let beside = self.beside.as_ref().map(|_| format!("{id}-beside"));
        let error = self.error.map(|_| format!("{id}-error"));
        let parts: Vec<String> = hint.into_iter().chain(beside).chain(error).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    fn first(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }

    fn attributes(&self) -> Vec<(&'static str, String)> {
        let width = match self.width {
            Width::Short => "short",
            Width::Medium => "medium",
            Width::Full => "full",
        };
        let mut all = vec![("id", self.id()), ("name", self.name.clone()), ("class", width.to_string())];
        all.extend(self.described().map(|ids| ("aria-describedby", ids)));
        all.extend(self.error.map(|_| ("aria-invalid", "true".to_string())));
        all.extend(self.more.iter().cloned());
        all
    }

    fn single(&self) -> Markup {
        let mut attributes = self.attributes();
        match &self.control {
            Control::Line { kind, before, after } => {
                attributes.push(("type", (*kind).to_string()));
                // A password that was typed goes no further than to where it is checked.
                if *kind != "password" {
                    attributes.push(("value", self.first().to_string()));
                }
                let input = open("input", &attributes);
                html! {
                    @if before.is_none() && after.is_none() { (input) }
                    @else {
                        div.signed {
                            @if let Some(sign) = before { span.sign aria-hidden="true" { (sign) } }
                            (input)
                            @if let Some(sign) = after { span.sign { (sign) } }
                        }
                    }
                }
            }
            Control::Area { rows } => {
                attributes.push(("rows", rows.to_string()));
                // The first line break after the tag is not part of the text.
                html! { (open("textarea", &attributes)) "\n" (self.first()) (PreEscaped("</textarea>")) }
            }
            Control::Select(choices) => html! {
                (open("select", &attributes))
                @for choice in choices {
                    option value=(choice.value) selected[self.values.contains(&choice.value)] { (choice.label) }
                }
                (PreEscaped("</select>"))
            },
            Control::File { accept } => {
                attributes.extend([("type", "file".to_string()), ("accept", (*accept).to_string())]);
                open("input", &attributes)
            }
            Control::Radios(_) | Control::Checks(_) => html! {},
        }
    }

    fn group(&self, kind: &str, choices: &[Choice]) -> Markup {
        let first = self.id();
        html! {
            fieldset.field.wrong[self.error.is_some()] aria-describedby=[self.described()] {
                legend { (self.label) }
                (self.said())
                div.choices {
                    @for (place, choice) in choices.iter().enumerate() {
                        @let own = if place == 0 { first.clone() } else { format!("{first}-{}", place + 1) };
                        @let hint = choice.hint.as_ref().map(|_| format!("{own}-about"));
                        div.choice {
                            input type=(kind) id=(own) name=(self.name) value=(choice.value) aria-describedby=[&hint]
                                checked[self.values.contains(&choice.value)];
                            label for=(own) { (choice.label) }
                            @if let Some(says) = &choice.hint { p.hint id=[&hint] { (says) } }
                        }
                    }
                }
            }
        }
    }
}

/// An opening tag; the page-maker's macro knows no attributes by list.
fn open(tag: &str, attributes: &[(&'static str, String)]) -> Markup {
    let mut out = format!("<{tag}");
    for (name, value) in attributes {
        let _ = write!(out, " {name}=\"");
        let _ = Escaper::new(&mut out).write_str(value);
        out.push('"');
    }
    out.push('>');
    PreEscaped(out)
}
