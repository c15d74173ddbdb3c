# Sourced after serving.sh by the servers that are PHP behind nginx: nginx-light and php-fpm, all state under DIR.
php_web=(nginx-light php-fpm)

find_fpm() { ls /usr/sbin/php-fpm[0-9]* 2>/dev/null | sort -V | tail -n 1; }
web_is_here() { [ -x /usr/sbin/nginx ] && [ -n "$(find_fpm)" ]; }

worker=$(id -un)
! is_root || worker=www-data

start_fpm() { # stdin: more lines for the pool
  mkdir -p "$dir/spool"
  ! is_root || chown "$worker:" "$dir/spool" # an unwritable spool cuts bodies over 16 kB short
  {
    cat <<F
[global]
error_log = $dir/fpm.log
daemonize = no
[www]
user = $worker
listen = $dir/fpm.socket
listen.owner = $worker
pm = static
pm.max_children = 8
catch_workers_output = yes
php_admin_value[date.timezone] = UTC
php_admin_value[memory_limit] = 512M
php_admin_value[sys_temp_dir] = $dir/spool
php_admin_value[upload_tmp_dir] = $dir/spool
php_admin_value[error_log] = $dir/php.log
F
    cat
  } > "$dir/fpm.conf"
  rm -f "$dir/fpm.socket"
  "$(find_fpm)" -F -y "$dir/fpm.conf" &
  local fpm=$!
  while [ ! -S "$dir/fpm.socket" ] && kill -0 $fpm 2>/dev/null; do sleep 0.05; done
}

start_nginx() { # stdin: the inside of its server block
  mkdir -p "$dir/nginx"
  {
    cat <<N
worker_processes 1;
daemon off;
$(is_root && echo "user $worker;")
pid $dir/nginx/pid;
error_log $dir/nginx.log warn;
events { worker_connections 512; }
http {
  log_format requests '\$msec \$request_time \$request_method \$status \$server_port \$server_protocol \$connection \$remote_user \$request_uri';
  access_log $dir/access.log requests;
  client_body_temp_path $dir/nginx/body;
  fastcgi_temp_path $dir/nginx/fastcgi;
  proxy_temp_path $dir/nginx/proxy;
  uwsgi_temp_path $dir/nginx/uwsgi;
  scgi_temp_path $dir/nginx/scgi;
  client_max_body_size 64m;
  keepalive_requests 1000000; # a test counts connections: none ends because it served so many
  fastcgi_buffers 64 16k;
  fastcgi_buffer_size 32k;
  server {
    listen 127.0.0.1:$port;
    server_name 127.0.0.1;
    include $dir/listen*.conf; # where else it listens, and how: a test may have put one there
N
    cat
    printf '  }\n}\n'
  } > "$dir/nginx.conf"
  /usr/sbin/nginx -p "$dir/nginx" -e "$dir/nginx.log" -c "$dir/nginx.conf" &
}

to_php() { # SCRIPT: the lines that hand a request to it; more fastcgi_param lines may follow
  cat <<P
      include /etc/nginx/fastcgi_params;
      fastcgi_param HTTP_AUTHORIZATION \$http_authorization;
      fastcgi_param SCRIPT_FILENAME $1;
      fastcgi_pass unix:$dir/fpm.socket;
P
}
