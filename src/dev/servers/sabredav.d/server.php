<?php
error_reporting(E_ALL & ~E_DEPRECATED);
ini_set('display_errors', '0');
date_default_timezone_set('UTC');
require_once 'Sabre/autoload.php';

/** Whoever stands in the file "users"; her principal is made at her first login. */
class UsersFile extends \Sabre\DAV\Auth\Backend\AbstractBasic {
    private $file;
    private $pdo;

    function __construct($file, $pdo) {
        $this->file = $file;
        $this->pdo = $pdo;
    }

    protected function validateUserPass($user, $password) {
        if (!in_array("$user:$password", file($this->file, FILE_IGNORE_NEW_LINES), true)) {
            return false;
        }
        $known = $this->pdo->prepare('SELECT 1 FROM principals WHERE uri = ?');
        $known->execute(array("principals/$user"));
        if (!$known->fetchColumn()) {
            $insert = $this->pdo->prepare('INSERT OR IGNORE INTO principals (uri, email, displayname) VALUES (?, ?, ?)');
            $insert->execute(array("principals/$user", "$user@example.test", $user));
        }
        return true;
    }
}

$dir = getenv('SABREDAV_DIR');
$pdo = new \PDO("sqlite:$dir/data/calendars.sqlite");
$pdo->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
$pdo->exec('PRAGMA busy_timeout=30000');
$pdo->exec('PRAGMA synchronous=NORMAL');
$calendars = new \Sabre\CalDAV\Backend\PDO($pdo);
$principals = new \Sabre\DAVACL\PrincipalBackend\PDO($pdo);
$server = new \Sabre\DAV\Server(array(
    new \Sabre\CalDAV\Principal\Collection($principals),
    new \Sabre\CalDAV\CalendarRootNode($principals, $calendars),
));
$server->setBaseUri('/');
$server->addPlugin(new \Sabre\DAV\Auth\Plugin(new UsersFile("$dir/users", $pdo), 'SabreDAV'));
$server->addPlugin(new \Sabre\DAVACL\Plugin());
$server->addPlugin(new \Sabre\CalDAV\Plugin());
$server->exec();
