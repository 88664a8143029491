//! A backend that keeps what it is sent and answers in the contracts' JSON.

use super::super::page::field;
use inglenook::json::Json;

/// One request.
pub struct Asked {
    /// `METHOD path`.
    pub line: String,
    pub body: Json,
}

impl Asked {
    pub fn read(entry: &str) -> Self {
        let entry = Json::read(entry).unwrap();
        Self {
            line: format!("{} {}", field(&entry, "method"), field(&entry, "path")),
            body: entry.get("body").clone(),
        }
    }
}

#[derive(Default)]
pub struct Backend {
    conversations: Vec<Conversation>,
    /// The visitor's words that were taken, in order.
    pub received: Vec<String>,
    messages: usize,
}

struct Conversation {
    open: bool,
    messages: Vec<String>,
}

impl Backend {
    /// One that holds a conversation of an earlier visit, with so many messages.
    pub fn with(open: bool, messages: usize) -> Self {
        let mut backend = Self::default();
        backend.begin();
        for at in 0..messages {
            let role = ["user", "assistant"][at % 2];
            backend.keep(0, role, &format!("Line {at}"));
        }
        backend.conversations[0].open = open;
        backend
    }

    /// Does what is asked and says it: a status and a body.
    pub fn perform(&mut self, asked: &Asked) -> (u16, String) {
        let (method, path) = asked.line.split_once(' ').unwrap();
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let segments: Vec<&str> = path.split('/').skip(1).collect();
        match (method, segments.as_slice()) {
            ("POST", ["identity", "init"]) => {
                let body = r#"{"sessionToken":"session","visitor":{"id":"v1"}}"#;
                (201, body.into())
            }
            ("GET", ["identity", "me"]) => (200, r#"{"id":"v1"}"#.into()),
            ("GET", ["projects", "current"]) => (200, "{}".into()),
            ("GET", ["conversations"]) => (200, self.list(query)),
            ("POST", ["conversations"]) => {
                self.begin();
                (201, self.told(self.conversations.len() - 1))
            }
            (_, ["conversations", id, ..]) if place(id) >= self.conversations.len() => {
                (404, r#"{"error":{"code":"CONVERSATION_NOT_FOUND"}}"#.into())
            }
            ("POST", ["conversations", id, "messages"]) => {
                let answer = self.receive(&field(&asked.body, "content"), Some(place(id)));
                (200, said(&answer, asked.body.get("stream").is_true()))
            }
            ("GET", ["conversations", id, "messages"]) => {
                let from = query.strip_prefix("offset=").unwrap().parse().unwrap();
                let messages = &self.conversations[place(id)].messages;
                let rest = messages.get(from..).unwrap_or_default().join(",");
                (200, format!(r#"{{"object":"list","data":[{rest}]}}"#))
            }
            ("POST", ["conversations", id, "close"]) => {
                self.conversations[place(id)].open = false;
                (200, r#"{"success":true}"#.into())
            }
            ("GET", ["conversations", id]) => (200, self.told(place(id))),
            ("POST", ["messages", _, "feedback"]) => (200, r#"{"feedback":"like"}"#.into()),
            ("POST", ["chat", "completions"]) => {
                let turns = asked.body.get("messages").list();
                let answer = self.receive(&field(turns.last().unwrap(), "content"), None);
                (200, said(&answer, asked.body.get("stream").is_true()))
            }
            ("POST", ["v1", "acme", "web", "chat", "create"]) => {
                let body = r#"{"conversation_id":"CONV-1","response":"Welcome"}"#;
                (200, body.into())
            }
            ("POST", ["v1", "acme", "web", "chat", "respond"]) => {
                let answer = self.receive(&field(&asked.body, "message"), None);
                let body = format!(
                    r#"{{"conversation_id":"CONV-1","response":"{answer}","end_conversation":false}}"#
                );
                (200, body)
            }
            ("PUT", ["v1", "acme", "web", "chat", "close"]) => (200, r#"{"success":true}"#.into()),
            _ => panic!("the contract has no {}", asked.line),
        }
    }

    fn begin(&mut self) {
        self.conversations.push(Conversation {
            open: true,
            messages: Vec::new(),
        });
    }

    fn receive(&mut self, text: &str, place: Option<usize>) -> String {
        self.received.push(text.to_owned());
        let answer = format!("Answer to {text} \u{f6}\u{1F525}");
        if let Some(place) = place {
            self.keep(place, "user", text);
            self.keep(place, "assistant", &answer);
        }
        answer
    }

    fn keep(&mut self, place: usize, role: &str, text: &str) {
        self.messages += 1;
        let id = self.messages;
        self.conversations[place].messages.push(format!(
            r#"{{"id":"m{id}","role":"{role}","status":"complete","createdAt":"2024-01-15T10:30:00.000Z","parts":[{{"type":"text","text":"{text}"}}]}}"#
        ));
    }

    fn told(&self, place: usize) -> String {
        let messages = self.conversations[place].messages.join(",");
        format!(r#"{{{},"messages":[{messages}]}}"#, self.head(place))
    }

    fn head(&self, place: usize) -> String {
        let (id, open) = (place + 1, self.conversations[place].open);
        let status = if open { "open" } else { "closed" };
        format!(
            r#""id":"c{id}","status":"{status}","title":"Talk {id}","isHumanHandled":false,"lastInteractionAt":"2024-01-15T10:3{id}:00.000Z""#
        )
    }

    fn list(&self, query: &str) -> String {
        let only_open = query.contains("status=open");
        let all = 0..self.conversations.len();
        let wanted: Vec<usize> = all
            .rev()
            .filter(|at| self.conversations[*at].open || !only_open)
            .collect();
        let most = query.split('&').find_map(|it| it.strip_prefix("limit="));
        let most = most.unwrap().parse().unwrap();
        let row = |place: &usize| {
            let last = self.conversations[*place].messages.last();
            let last = last.cloned().unwrap_or_else(|| "null".into());
            format!(r#"{{{},"lastMessage":{last}}}"#, self.head(*place))
        };
        let data: Vec<String> = wanted.iter().take(most).map(row).collect();
        format!(
            r#"{{"object":"list","total":{},"data":[{}]}}"#,
            wanted.len(),
            data.join(",")
        )
    }
}

fn place(id: &str) -> usize {
    id.strip_prefix('c').unwrap().parse::<usize>().unwrap() - 1
}

/// An answer as it is streamed, or all of it.
pub fn said(answer: &str, stream: bool) -> String {
    if !stream {
        return format!(r#"{{"steps":[{{"content":[{{"type":"text","text":"{answer}"}}]}}]}}"#);
    }
    let (first, rest) = answer.split_at(4);
    let delta = |text| format!(r#"{{"type":"text-delta","id":"t","delta":"{text}"}}"#);
    let chunks = [
        r#"{"type":"start"}"#.to_owned(),
        r#"{"type":"text-start","id":"t"}"#.into(),
        delta(first),
        delta(rest),
        r#"{"type":"text-end","id":"t"}"#.into(),
        r#"{"type":"finish"}"#.into(),
        "[DONE]".into(),
    ];
    let events = chunks.iter().map(|chunk| format!("data: {chunk}\n\n"));
    events.collect()
}
