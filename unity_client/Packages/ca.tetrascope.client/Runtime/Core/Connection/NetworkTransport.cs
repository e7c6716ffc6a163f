using System;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    /// <summary>Talks to a server over the network: <see cref="HttpClient"/> and a WebSocket.</summary>
    public sealed class NetworkTransport : ITransport, IDisposable
    {
        private static readonly string Major = Wire.Major.ToString(CultureInfo.InvariantCulture);

        private readonly HttpClient _client;

        /// <summary>Nothing is sent yet.</summary>
        public NetworkTransport()
        {
            // Followed nowhere: the protocol has no redirects, and the token is for one server alone.
            var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
            _client = new HttpClient(handler)
            {
                Timeout = Timeout.InfiniteTimeSpan, // whoever asks has a clock of their own
                MaxResponseContentBufferSize = Limits.MaxAnswerBytes,
            };
        }

        /// <inheritdoc/>
        public IStreamSocket OpenStream(ServerAddress address, string? token)
        {
            return new WebSocketStream(address.Stream, token);
        }

        /// <inheritdoc/>
        public IHttpExchange Ask(HttpQuestion question)
        {
            return new Exchange(_client, question);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _client.Dispose();
        }

        private sealed class Exchange : IHttpExchange
        {
            private readonly CancellationTokenSource _stop = new CancellationTokenSource();
            private readonly Task<HttpAnswer> _answer;

            public Exchange(HttpClient client, HttpQuestion question)
            {
                CancellationToken stop = _stop.Token;
                _answer = Task.Run(() => Answer(client, question, stop));
            }

            public bool TryTake(out HttpAnswer answer)
            {
                answer = _answer.IsCompleted ? _answer.Result : default;
                return _answer.IsCompleted;
            }

            public void Dispose()
            {
                _stop.Cancel();
            }

            private static async Task<HttpAnswer> Answer(
                HttpClient client, HttpQuestion question, CancellationToken stop)
            {
                try
                {
                    using HttpRequestMessage request = RequestOf(question);
                    using HttpResponseMessage response = await client.SendAsync(request, stop).ConfigureAwait(false);
                    byte[] body = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
                    string? type = response.Content.Headers.ContentType?.MediaType;
                    return new HttpAnswer((int)response.StatusCode, type, body);
                }
                catch (Exception error)
                {
                    return new HttpAnswer(error);
                }
            }

            private static HttpRequestMessage RequestOf(HttpQuestion question)
            {
                var request = new HttpRequestMessage(HttpMethod.Get, question.Route);
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(Limits.MessagePackType));
                request.Headers.Add(Wire.VersionHeader, Major);
                if (question.Token != null)
                {
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", question.Token);
                }
                if (question.Body == null)
                {
                    return request;
                }
                request.Method = HttpMethod.Post;
                request.Content = new ByteArrayContent(question.Body);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue(question.ContentType);
                return request;
            }
        }
    }
}
