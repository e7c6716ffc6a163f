using System;

namespace Tetrascope.Connection
{
    /// <summary>A question over HTTP: a GET, or a POST where it has a body.</summary>
    public sealed class HttpQuestion
    {
        /// <summary>Makes one; see the properties.</summary>
        public HttpQuestion(Uri route, string? token, byte[]? body = null, string? contentType = null)
        {
            Route = route;
            Token = token;
            Body = body;
            ContentType = contentType;
        }

        /// <summary>Where it goes.</summary>
        public Uri Route { get; }

        /// <summary>The server's token; null for none.</summary>
        public string? Token { get; }

        /// <summary>What is posted; null for a GET.</summary>
        public byte[]? Body { get; }

        /// <summary>The media type of the body.</summary>
        public string? ContentType { get; }
    }
}
