<?php
// Runs before DAViCal: whoever stands in the file "users" is made a user of DAViCal's at her first login.
(function () {
    $user = $_SERVER['PHP_AUTH_USER'] ?? '';
    $password = $_SERVER['PHP_AUTH_PW'] ?? '';
    if (in_array("$user:$password", file(getenv('USERS_FILE'), FILE_IGNORE_NEW_LINES), true)) {
        $pdo = new PDO('pgsql:dbname=davical user=postgres');
        $pdo->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
        $pdo->prepare('SELECT known_user(?, ?)')->execute(array($user, $password));
    }
})();
