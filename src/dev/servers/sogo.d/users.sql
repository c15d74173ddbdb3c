-- Whoever stands in the file "users" is a user of SOGo's.
CREATE EXTENSION file_fdw;
CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE users_file (name text, password text)
SERVER files OPTIONS (filename :'users', format 'csv', delimiter ':');

CREATE VIEW known_users AS
SELECT name AS c_uid, name AS c_name, password AS c_password, name AS c_cn, name || '@example.test' AS mail
FROM users_file;
