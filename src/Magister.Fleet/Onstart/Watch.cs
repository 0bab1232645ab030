namespace Magister.Fleet;

/// <summary>
/// What runs in an instance instead of the bare entrypoint: it restarts the entrypoint when the Contemplant has ended, and reports its state
/// by pulses. POSIX shell without an apostrophe, since it is put between apostrophes, and short, since Vast counts characters.
/// </summary>
internal static class Watch
{
    // In the order of use. o: the Contemplant's output, written by its entrypoint. r: method, address, body; prints the status and the beginning
    // (bash: the end) of the answer, within 10 s. t: seconds since boot. b: when to start the entrypoint; empty while it runs. e: its process, a
    // group of its own. c: when it was started. h: a Contemplant was seen, by its process or, if it ended between two looks, by its output.
    // s, l: state now and as last reported. x: when to report it again. w: the next wait. n: restarts. A zombie does not count as a process.
    private const string Head = """
        cd
        o=contemplant-output.txt
        r(){
        if command -v python3 >&2;then timeout 10 python3 - "$@"<<\P
        import os,sys,urllib.request as u
        m,a,*b=sys.argv[1:]
        k={"Authorization":"Bearer "+os.environ["CONTAINER_API_KEY"]}if m[0]=="D"else{}
        try:r=u.urlopen(u.Request(a,os.fsencode(b[0])if b else None,k,method=m))
        except u.HTTPError as e:r=e
        print(r.code,r.read(9))
        P
        else LC_ALL=C timeout 10 bash -s "$@"<<\B
        u=${2#http://} h=${u%%/*} p=${h%:*}
        exec 3<>/dev/tcp/${p//[][]}/${h##*:}
        printf %s\\r\\n "$1 /${u#*/} HTTP/1.0" "Host: $h" Content-Length:${#3} "" "$3">&3
        read -r _ c _<&3
        echo $c $(tail -c4<&3)
        B
        fi 2>/dev/null
        }
        b=0 w=5 n=-1 x=0 l=-
        while :;do
        read -r t _</proc/uptime;t=${t%.*}
        if [ $b ];then
        if [ $t -ge $b ];then
        [ $e ]&&kill -9 -- -$e
        rm -f $o
        setsid /usr/local/bin/contemplant-entrypoint.sh</dev/null&
        e=$! b= h= c=$t s=starting n=$((n+1))
        fi
        elif grep -qs "(contemplant) [^ZX]" /proc/[0-9]*/stat;then
        h=1
        case $(r GET http://localhost:$HTTP_PORT/health) in
        200*true*)s=working;;
        200*)s=waiting;;
        *)[ $s = starting ]||s=waiting
        esac
        elif [ $h ]||! kill -0 $e||[ $t -ge $((c+120)) ];then
        s=down
        tmux kill-server;kill -- -$e
        [ $t -ge $((c+300)) ]&&w=5
        b=$((t+w)) w=$((w>30?60:w*2))
        elif [ -f $o ];then h=1
        fi 2>/dev/null
        if [ $s != $l ]||[ $t -ge $x ];then
        l=$s x=$((t+MAGISTER_PULSE_SECS*(90+$(od -An -N1 -tu1 /dev/urandom)%21)/100)) m=GET
        set --
        [ $s = down ]&&m=POST&&set -- "$(tail -c8192 $o 2>&1)"
        """;

    private const string Tail = """
        fi
        sleep 3
        done
        """;

    /// <summary>The watch as shell text.</summary>
    public static string For(OnstartSettings settings)
    {
        var join = settings.Secret is null ? '?' : '&';
        var call = $"r $m \"$MAGISTER_PULSE_ENDPOINT{join}state=$s&every=$MAGISTER_PULSE_SECS&restarts=$n\" \"$@\"";
        return settings.AbandonedAfter > TimeSpan.Zero
            ? $"{Head}\n{Heeded(call, settings)}\n{Tail}"
            : $"{Head}\n{call}>/dev/null\n{Tail}";
    }

    /// <summary>Seconds without a fraction.</summary>
    public static string Seconds(TimeSpan time) => ((long)time.TotalSeconds).ToString();

    // The time of the last answer is that of a file, which survives restarts of the container.
    private static string Heeded(string call, OnstartSettings settings) => $"""
        [ -f .magister ]||touch .magister
        case $({call}) in 410*|"");;*)touch .magister;esac
        [ "$(find .magister ! -newermt "-$MAGISTER_ABANDONED_SECS seconds")" ]&&r DELETE {Onstart.QuoteInside(settings.VastAddress)}/api/v0/instances/$CONTAINER_ID/
        """;
}
