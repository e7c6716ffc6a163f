using System;
using System.Collections.Generic;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Replay
{
    /// <summary>
    /// Answers what a recorded server answered, without one. A question that was not recorded is told so: the code is
    /// <c>not_recorded</c>.
    /// </summary>
    public sealed class ReplayTransport : ITransport
    {
        /// <summary>The code of a question that no recording has the answer to.</summary>
        public const string NotRecordedCode = "not_recorded";

        private readonly IClock _clock;
        private readonly double _pace;
        private readonly ErrorBody _notRecorded;
        private readonly Dictionary<string, HttpAnswer> _answers = new Dictionary<string, HttpAnswer>();
        private readonly List<KeyValuePair<RequestKey, List<ServerFrame>>> _streams =
            new List<KeyValuePair<RequestKey, List<ServerFrame>>>();

        private HelloFrame? _hello;

        /// <summary>Knows what these recordings hold; of two answers to one question that of the first.</summary>
        /// <param name="recordings">The sessions.</param>
        /// <param name="clock">What time is measured by.</param>
        /// <param name="pace">Seconds between two frames of an answer, so that it comes bit by bit.</param>
        /// <param name="notRecorded">What is said of a question that was not recorded; null for the usual.</param>
        public ReplayTransport(
            IEnumerable<Recording> recordings, IClock clock, double pace = 0.05, ErrorBody? notRecorded = null)
        {
            _clock = clock;
            _pace = pace;
            _notRecorded = notRecorded ?? NotRecorded();
            foreach (Recording recording in recordings)
            {
                Learn(recording);
            }
        }

        /// <inheritdoc/>
        public IStreamSocket OpenStream(ServerAddress address, string? token)
        {
            HelloFrame hello = _hello ?? new HelloFrame("", Wire.Version);
            return new ReplaySocket(hello, AnswerTo, _clock, _pace);
        }

        /// <inheritdoc/>
        public IHttpExchange Ask(HttpQuestion question)
        {
            string asked = NameOf(question.Body == null ? "GET" : "POST", question.Route.AbsolutePath);
            return new ReplayedExchange(_answers.TryGetValue(asked, out HttpAnswer known) ? known : Unknown());
        }

        private HttpAnswer Unknown()
        {
            return new HttpAnswer(404, "application/msgpack", new ErrorEnvelope(_notRecorded).Encode());
        }

        private static ErrorBody NotRecorded()
        {
            return new ErrorBody(
                NotRecordedCode,
                "Expected a question that was recorded, got another: this is a demo without a server.",
                "Connect to a server to ask anything you like.",
                null);
        }

        private static string NameOf(string method, string path)
        {
            return $"{method} {path}";
        }

        /// <summary>The frames with which a request was answered, or one that held what it asks for.</summary>
        private IReadOnlyList<ServerFrame> AnswerTo(RequestFrame request)
        {
            return Find(request.Body)
                ?? MapsOf(request.Body as ActivationsRequest)
                ?? new ServerFrame[] { new ErrorFrame(request.Id, _notRecorded) };
        }

        private List<ServerFrame>? Find(AnalysisRequest body)
        {
            var key = new RequestKey(body);
            foreach (KeyValuePair<RequestKey, List<ServerFrame>> each in _streams)
            {
                // One that was cancelled then is no answer now.
                bool whole = each.Value.Count > 0 && !(each.Value[each.Value.Count - 1] is CancelledFrame);
                if (whole && each.Key.Equals(key))
                {
                    return each.Value;
                }
            }
            return null;
        }

        /// <summary>Some maps of a layer, of which all were recorded.</summary>
        private IReadOnlyList<ServerFrame>? MapsOf(ActivationsRequest? some)
        {
            if (some?.Channels == null)
            {
                return null;
            }
            List<ServerFrame>? found = Find(new ActivationsRequest(
                some.ImageId, some.NetworkId, some.Layer, some.Fit, some.CropAt, some.Masks, some.Fill));
            return found?.ConvertAll(frame => frame is PartFrame part && part.Content is Activations all
                ? new PartFrame(part.Id, part.Sequence, part.Kind, Chosen(all, some.Channels))
                : frame);
        }

        private static Activations Chosen(Activations all, IReadOnlyList<int> channels)
        {
            var maps = new List<FeatureMap>();
            foreach (int channel in channels)
            {
                foreach (FeatureMap map in all.Maps)
                {
                    if (map.Channel == channel)
                    {
                        maps.Add(map);
                    }
                }
            }
            return new Activations(all.Layer, all.Height, all.Width, maps);
        }

        private void Learn(Recording recording)
        {
            string? asked = null;
            var byId = new Dictionary<string, List<ServerFrame>>();
            foreach (RecordedEvent each in recording.Events)
            {
                if (each.OverHttp && !each.FromServer)
                {
                    asked = NameOf(each.Method ?? "", each.Path ?? "");
                }
                else if (each.OverHttp && asked != null)
                {
                    _answers.TryAdd(asked, new HttpAnswer(each.Status ?? 0, each.ContentType, each.Body.ToArray()));
                }
                else if (each.Frame is ReadOnlyMemory<byte> frame && !each.FromServer)
                {
                    LearnRequest(frame, byId);
                }
                else if (each.Frame is ReadOnlyMemory<byte> answer)
                {
                    LearnAnswer(ServerFrame.Decode(answer), byId);
                }
            }
        }

        private void LearnRequest(ReadOnlyMemory<byte> bytes, Dictionary<string, List<ServerFrame>> byId)
        {
            try
            {
                RequestFrame request = RequestFrame.Decode(bytes);
                var frames = new List<ServerFrame>();
                byId[request.Id] = frames;
                _streams.Add(new KeyValuePair<RequestKey, List<ServerFrame>>(new RequestKey(request.Body), frames));
            }
            catch (MessagePackException)
            {
                // A cancel, or one of those frames of a recording that are wrong on purpose.
            }
        }

        private void LearnAnswer(ServerFrame frame, Dictionary<string, List<ServerFrame>> byId)
        {
            if (frame is HelloFrame hello)
            {
                _hello ??= hello;
            }
            else if (ReplaySocket.IdOf(frame) is string id && byId.TryGetValue(id, out List<ServerFrame>? frames))
            {
                frames.Add(frame);
            }
        }

        private sealed class ReplayedExchange : IHttpExchange
        {
            private readonly HttpAnswer _answer;

            public ReplayedExchange(HttpAnswer answer)
            {
                _answer = answer;
            }

            public bool TryTake(out HttpAnswer answer)
            {
                answer = _answer;
                return true;
            }

            public void Dispose()
            {
            }
        }
    }
}
