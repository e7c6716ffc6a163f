using System;
using System.Text.RegularExpressions;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    /// <summary>Where a server is, as a person types, pastes or scans it.</summary>
    public sealed class ServerAddress
    {
        private const string Hint =
            "Type it as the server prints it when it starts, such as http://192.168.0.20:8765.";

        private static readonly Regex HashToken = new Regex("(^|[?&])token=([^&]*)");
        private static readonly Regex HashKey = new Regex("(^|[?&])key=([^&]*)");
        private static readonly Regex Scheme = new Regex("^([A-Za-z][A-Za-z0-9+.-]*)://");

        private ServerAddress(Uri http, string? token, string? key)
        {
            Http = http;
            Token = token;
            Key = key;
            Stream = new UriBuilder(http) { Scheme = http.Scheme == "https" ? "wss" : "ws", Path = Wire.Stream }.Uri;
        }

        /// <summary>The server on this machine, with its usual port.</summary>
        public static ServerAddress Local { get; } = Parse(Wire.DefaultHost);

        /// <summary>The server's origin, such as <c>http://192.168.0.20:8765/</c>.</summary>
        public Uri Http { get; }

        /// <summary>The address of its stream.</summary>
        public Uri Stream { get; }

        /// <summary>The token that stood behind <c>#</c>; null where there was none.</summary>
        public string? Token { get; }

        /// <summary>The key of a study's participant that stood behind <c>#</c>; null where there was none.</summary>
        public string? Key { get; }

        /// <summary>The address of a route, such as <c>/v1/health</c>.</summary>
        public Uri Route(string path)
        {
            return new Uri(Http, path);
        }

        /// <summary>
        /// The address in a text. A scheme may be left out (<c>http</c>), and so may the port (8765 for <c>http</c>,
        /// 443 for <c>https</c>); the token behind <c>#</c> is taken too.
        /// </summary>
        /// <exception cref="Complaint"><c>invalid_address</c>: the text is no address of a server.</exception>
        public static ServerAddress Parse(string text)
        {
            string trimmed = text.Trim();
            if (trimmed.Length == 0)
            {
                throw Wrong("nothing");
            }
            string full = Scheme.IsMatch(trimmed) ? trimmed : "http://" + trimmed;
            if (!Uri.TryCreate(full, UriKind.Absolute, out Uri given) || given.Host.Length == 0)
            {
                throw Wrong($"“{trimmed}”");
            }
            string? scheme = SchemeOf(given.Scheme);
            if (scheme == null)
            {
                throw Wrong($"one that begins with {given.Scheme}:");
            }
            int port = given.IsDefaultPort && !full.Contains($":{given.Port}") ? PortOf(scheme) : given.Port;
            return new ServerAddress(
                new UriBuilder(scheme, given.Host, port, "/").Uri,
                Secret(HashToken, given.Fragment),
                Secret(HashKey, given.Fragment));
        }

        /// <summary>Without token and key, so that it can be shown and remembered.</summary>
        public override string ToString()
        {
            // The port is said even where it is http's own, since ours is another.
            string port = Http.Scheme == "https" && Http.IsDefaultPort ? "" : $":{Http.Port}";
            return $"{Http.Scheme}://{Http.Host}{port}";
        }

        private static string? SchemeOf(string given)
        {
            switch (given)
            {
                case "http":
                case "ws":
                    return "http";
                case "https":
                case "wss":
                    return "https";
                default:
                    return null;
            }
        }

        private static int PortOf(string scheme)
        {
            return scheme == "https" ? 443 : Wire.DefaultPort;
        }

        private static string? Secret(Regex form, string fragment)
        {
            Match match = form.Match(fragment.TrimStart('#'));
            return match.Success ? Uri.UnescapeDataString(match.Groups[2].Value) : null;
        }

        private static Complaint Wrong(string got)
        {
            return new Complaint("invalid_address", $"Expected the address of a server, got {got}.", Hint, "address");
        }
    }
}
