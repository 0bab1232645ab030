namespace Magister.Benchmarks.Load;

/// <summary>nginx at its fastest with one static file: nothing is logged, and no file is opened twice.</summary>
internal static class NginxConfiguration
{
    /// <summary>The configuration of an nginx that stays within its folder and serves the file <c>answer</c> in it.</summary>
    public static string For(string folder, int port) => $$"""
        daemon off;
        worker_processes auto;
        pid {{folder}}/nginx.pid;
        {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
        events { worker_connections 1024; }
        http {
            access_log off;
            default_type application/json;
            sendfile on;
            tcp_nopush on;
            open_file_cache max=16 inactive=1h;
            open_file_cache_valid 1h;
            keepalive_requests 1000000000;
            keepalive_timeout 1h;
            client_body_temp_path {{folder}}/body;
            proxy_temp_path {{folder}}/proxy;
            fastcgi_temp_path {{folder}}/fastcgi;
            uwsgi_temp_path {{folder}}/uwsgi;
            scgi_temp_path {{folder}}/scgi;
            server { listen 127.0.0.1:{{port}}; root {{folder}}; }
        }
        """;
}
