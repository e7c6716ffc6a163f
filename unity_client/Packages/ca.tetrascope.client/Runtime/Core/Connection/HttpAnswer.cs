using System;

namespace Tetrascope.Connection
{
    /// <summary>An answer over HTTP, or why there is none.</summary>
    public readonly struct HttpAnswer
    {
        /// <summary>An answer of a server.</summary>
        public HttpAnswer(int status, string? contentType, byte[] body)
        {
            Status = status;
            ContentType = contentType;
            Body = body;
            Failure = null;
        }

        /// <summary>No server answered.</summary>
        public HttpAnswer(Exception failure)
        {
            Status = 0;
            ContentType = null;
            Body = Array.Empty<byte>();
            Failure = failure;
        }

        /// <summary>The status; 0 where no server answered.</summary>
        public int Status { get; }

        /// <summary>The media type of the body, without parameters; null where none is said.</summary>
        public string? ContentType { get; }

        /// <summary>The body.</summary>
        public byte[] Body { get; }

        /// <summary>Why no server answered; null where one did.</summary>
        public Exception? Failure { get; }

        /// <summary>Whether the server did what it was asked.</summary>
        public bool IsSuccess => Status >= 200 && Status < 300;
    }
}
