using System;
using System.Collections.Generic;
using System.Linq;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    /// <summary>
    /// Stands in for the network: sockets that a test answers for, and HTTP routes that answer as it says.
    /// </summary>
    internal sealed class FakeTransport : ITransport
    {
        private readonly Dictionary<string, Func<HttpQuestion, HttpAnswer?>> _routes =
            new Dictionary<string, Func<HttpQuestion, HttpAnswer?>>();

        /// <summary>All that were opened, oldest first.</summary>
        public List<FakeSocket> Sockets { get; } = new List<FakeSocket>();

        /// <summary>The token with which each was opened.</summary>
        public List<string?> Tokens { get; } = new List<string?>();

        public FakeSocket Last => Sockets[Sockets.Count - 1];

        /// <summary>Set to answer everything over HTTP so.</summary>
        public HttpAnswer? Always { get; set; }

        /// <summary>What was asked over HTTP, oldest first.</summary>
        public List<HttpQuestion> Asked { get; } = new List<HttpQuestion>();

        public static HttpAnswer Answer(Message message, int status = 200)
        {
            return new HttpAnswer(status, "application/msgpack", message.Encode());
        }

        public static HttpAnswer Error(string code, int status)
        {
            return Answer(new ErrorEnvelope(new ErrorBody(code, $"No: {code}.", null, null)), status);
        }

        /// <summary>How often a path was asked for.</summary>
        public int Count(string path)
        {
            return Asked.Count(question => question.Route.AbsolutePath == path);
        }

        /// <summary>Answers a path so; null for no answer yet.</summary>
        public void Route(string path, Func<HttpQuestion, HttpAnswer?> answer)
        {
            _routes[path] = answer;
        }

        public IStreamSocket OpenStream(ServerAddress address, string? token)
        {
            var socket = new FakeSocket();
            Sockets.Add(socket);
            Tokens.Add(token);
            return socket;
        }

        public IHttpExchange Ask(HttpQuestion question)
        {
            Asked.Add(question);
            return new Exchange(this, question);
        }

        private HttpAnswer? AnswerTo(HttpQuestion question)
        {
            if (Always != null)
            {
                return Always;
            }
            string path = question.Route.AbsolutePath;
            return _routes.TryGetValue(path, out Func<HttpQuestion, HttpAnswer?>? answer)
                ? answer(question)
                : throw new InvalidOperationException($"Expected a known path, got {path}.");
        }

        private sealed class Exchange : IHttpExchange
        {
            private readonly FakeTransport _transport;
            private readonly HttpQuestion _question;

            public Exchange(FakeTransport transport, HttpQuestion question)
            {
                _transport = transport;
                _question = question;
            }

            public bool TryTake(out HttpAnswer answer)
            {
                HttpAnswer? found = _transport.AnswerTo(_question);
                answer = found ?? default;
                return found != null;
            }

            public void Dispose()
            {
            }
        }
    }
}
