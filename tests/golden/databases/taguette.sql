-- As Taguette 1.4 makes its tables, with a small project.
CREATE TABLE users (login VARCHAR(30) NOT NULL, created DATETIME NOT NULL, hashed_password VARCHAR(192), password_set_date DATETIME, language VARCHAR(10), email VARCHAR(256), email_sent DATETIME, CONSTRAINT pk_users PRIMARY KEY (login));
CREATE TABLE projects (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, created DATETIME NOT NULL);
CREATE TABLE project_members (project_id INTEGER NOT NULL, user_login VARCHAR(30) NOT NULL, privileges VARCHAR(11) NOT NULL, CONSTRAINT pk_project_members PRIMARY KEY (project_id, user_login));
CREATE TABLE documents (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, filename VARCHAR(200) NOT NULL, created DATETIME NOT NULL, project_id INTEGER NOT NULL, text_direction VARCHAR(13) NOT NULL, contents TEXT NOT NULL);
CREATE TABLE commands (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, date DATETIME NOT NULL, user_login VARCHAR(30) NOT NULL, project_id INTEGER NOT NULL, document_id INTEGER, payload TEXT NOT NULL);
CREATE TABLE highlights (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, document_id INTEGER NOT NULL, start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, snippet TEXT NOT NULL);
CREATE TABLE tags (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, project_id INTEGER NOT NULL, path VARCHAR(200) NOT NULL, description TEXT NOT NULL, CONSTRAINT uq_tags_project_id UNIQUE (project_id, path));
CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, CONSTRAINT pk_highlight_tags PRIMARY KEY (highlight_id, tag_id));
CREATE INDEX ix_documents_project_id ON documents (project_id);
INSERT INTO users VALUES ('admin', '2020-01-01 00:00:00', NULL, NULL, NULL, NULL, NULL);
INSERT INTO projects VALUES (1, 'Study', 'What we ask', '2020-01-01 00:00:00');
-- Bytes of the text: "Title\n" 0-6, "She said 🙂 never." from 6: "She" 6-9, "🙂" 15-19, "never" 20-25; "\n" 26; "A & B" 27-32.
INSERT INTO documents VALUES (1, 'One', 'first', 'one.html', '2020-01-01 00:00:00', 1, 'LEFT_TO_RIGHT', '<h1>Title</h1>' || char(10) || '<p>She said <b>🙂 ne</b>ver.</p>' || char(10) || '<p>A &amp; B</p>');
INSERT INTO documents VALUES (2, 'Empty', '', 'two.html', '2020-01-01 00:00:00', 1, 'LEFT_TO_RIGHT', '<p> </p>');
INSERT INTO tags VALUES (1, 1, 'blame', 'who is blamed');
INSERT INTO tags VALUES (2, 1, 'blame.victim', '');
INSERT INTO tags VALUES (3, 1, 'Dr. Smith', '');
INSERT INTO highlights VALUES (1, 1, 15, 25, '<p><b>🙂 ne</b>ver</p>');
INSERT INTO highlights VALUES (2, 1, 0, 9, '<h1>Title</h1><p>She</p>');
INSERT INTO highlights VALUES (3, 1, 27, 32, '<p>A &amp; B</p>');
INSERT INTO highlights VALUES (4, 1, 3, 8, '<p>said</p>');
INSERT INTO highlights VALUES (5, 1, 6, 9, '<p>She</p>');
INSERT INTO highlights VALUES (6, 1, 400, 409, '<p>gone words</p>');
INSERT INTO highlight_tags VALUES (1, 1), (1, 2), (2, 3), (3, 2), (4, 1), (6, 1);
INSERT INTO commands VALUES (1, '2021-02-03 04:05:06.000000', 'ana', 1, 1, '{"end_offset": 25, "highlight_id": 1, "start_offset": 15, "tags": [1], "type": "highlight_add"}');
INSERT INTO commands VALUES (2, '2021-02-03 04:05:07.000000', 'ben', 1, 1, '{"end_offset": 9, "highlight_id": 2, "start_offset": 0, "tags": [3], "type": "highlight_add"}');
INSERT INTO commands VALUES (3, '2021-02-03 04:05:07.000000', 'ben', 1, 1, 'not JSON highlight_add');
