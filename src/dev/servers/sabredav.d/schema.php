<?php
// Makes the database: the schema that sabre/dav ships, the indexes that every product on it adds, and a calendar of
// bob's that alice may read but not write.
$pdo = new PDO('sqlite:' . $argv[1]);
$pdo->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
$pdo->exec('PRAGMA journal_mode=WAL');
foreach (array('calendars', 'principals') as $part) {
    $file = "/usr/share/doc/php-sabre-dav/examples/sql/sqlite.$part.sql";
    $pdo->exec(is_file($file) ? file_get_contents($file) : gzdecode(file_get_contents("$file.gz")));
}
$pdo->exec('CREATE UNIQUE INDEX object_uri ON calendarobjects (calendarid, uri)');
$pdo->exec('CREATE UNIQUE INDEX calendar_uri ON calendars (principaluri, uri)');
$pdo->exec('CREATE UNIQUE INDEX IF NOT EXISTS principal_uri ON principals (uri)');
$pdo->exec('DELETE FROM principals');
foreach (array('alice', 'bob') as $user) {
    $pdo->exec("INSERT INTO principals (uri, email, displayname) VALUES ('principals/$user', '$user@example.test', '$user')");
    $pdo->exec("INSERT INTO principals (uri) VALUES ('principals/$user/calendar-proxy-read')");
    $pdo->exec("INSERT INTO principals (uri) VALUES ('principals/$user/calendar-proxy-write')");
}
$pdo->exec("INSERT INTO groupmembers (principal_id, member_id) SELECT shared.id, alice.id FROM principals shared, principals alice
    WHERE shared.uri = 'principals/bob/calendar-proxy-read' AND alice.uri = 'principals/alice'");
$pdo->exec("INSERT INTO calendars (principaluri, uri, displayname, ctag, components, transparent)
    VALUES ('principals/bob', 'shared', 'shared', 1, 'VEVENT', 0)");
