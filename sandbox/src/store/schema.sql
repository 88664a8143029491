CREATE TABLE IF NOT EXISTS visitors (
    id          TEXT PRIMARY KEY,
    key         TEXT NOT NULL,
    sa_vid      TEXT,
    type        TEXT NOT NULL,
    external_id TEXT,
    name        TEXT,
    avatar_url  TEXT,
    UNIQUE (key, sa_vid),
    UNIQUE (key, external_id)
);

CREATE TABLE IF NOT EXISTS tokens (
    token      TEXT PRIMARY KEY,
    visitor_id TEXT NOT NULL REFERENCES visitors (id),
    expires_at INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS conversations (
    seq                 INTEGER PRIMARY KEY,
    id                  TEXT NOT NULL UNIQUE,
    visitor_id          TEXT NOT NULL REFERENCES visitors (id),
    created_at          TEXT NOT NULL,
    updated_at          TEXT NOT NULL,
    last_interaction_at TEXT NOT NULL,
    status              TEXT NOT NULL DEFAULT 'open',
    closed_at           TEXT,
    close_reason        TEXT,
    is_human_handled    INTEGER NOT NULL DEFAULT 0,
    agent_name          TEXT,
    agent_image         TEXT,
    title               TEXT,
    page_url            TEXT
);
CREATE INDEX IF NOT EXISTS conversations_of_visitor ON conversations (visitor_id);

CREATE TABLE IF NOT EXISTS messages (
    seq             INTEGER PRIMARY KEY,
    id              TEXT NOT NULL UNIQUE,
    conversation_id TEXT NOT NULL REFERENCES conversations (id),
    created_at      TEXT NOT NULL,
    role            TEXT NOT NULL,
    parts           TEXT NOT NULL,
    status          TEXT NOT NULL,
    error           TEXT,
    feedback        TEXT,
    feedback_at     TEXT,
    agent_name      TEXT,
    agent_image     TEXT,
    page_url        TEXT,
    page_title      TEXT,
    text_selection  TEXT
);
CREATE INDEX IF NOT EXISTS messages_of_conversation ON messages (conversation_id);

CREATE TABLE IF NOT EXISTS chats (
    id         TEXT PRIMARY KEY,
    created_at TEXT NOT NULL,
    variant_id TEXT,
    channel    TEXT,
    attributes TEXT,
    alive_till INTEGER NOT NULL,
    ended      INTEGER NOT NULL DEFAULT 0
);
