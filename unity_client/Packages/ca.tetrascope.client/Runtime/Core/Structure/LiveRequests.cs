using System;
using Tetrascope.Connection;
using Tetrascope.Protocol;

namespace Tetrascope.Structure
{
    /// <summary>
    /// Requests that follow a hand. While it moves, at most one request is under way and the latest wish waits for it,
    /// so that answers keep arriving; when it rests, its wish is sent at once and supersedes what is under way.
    /// </summary>
    internal sealed class LiveRequests
    {
        private readonly Func<LayersRequest, Asking<Layers>, Action> _send;
        private readonly ILiveListener _listener;
        private Sending? _current;
        private LayersRequest? _waiting;
        private RequestKey _answered;

        /// <summary>
        /// <paramref name="send"/> puts a request on its way, in a slot of its own where a newer one supersedes an
        /// older one, and gives what stops it.
        /// </summary>
        public LiveRequests(Func<LayersRequest, Asking<Layers>, Action> send, ILiveListener listener)
        {
            _send = send;
            _listener = listener;
        }

        /// <summary>
        /// Asks for it now, or, where a hand still moves, as soon as the request under way has been answered.
        /// </summary>
        public void Want(LayersRequest body, RequestKey key, bool urgent)
        {
            if ((_current?.Key ?? _answered).Equals(key))
            {
                _waiting = null;
            }
            else if (_current != null && !urgent)
            {
                _waiting = body;
            }
            else
            {
                Start(body, key);
            }
        }

        /// <summary>Asks again for what was wanted last, although it was answered or refused.</summary>
        public void Again(LayersRequest body)
        {
            Start(body, new RequestKey(body));
        }

        /// <summary>Cancels what is under way; the next wish begins anew.</summary>
        public void Stop()
        {
            Action? stop = _current?.Stop;
            _current = null;
            _waiting = null;
            _answered = default;
            stop?.Invoke();
        }

        private void Start(LayersRequest body, RequestKey key)
        {
            _waiting = null;
            _answered = default;
            var own = new Sending(key);
            _current = own;
            _listener.Sent(body);
            own.Stop = _send(body, new Asking<Layers>(_ => Finish(own, body, true, null))
            {
                OnPart = content => Take(own, body, content),
                OnProgress = progress =>
                {
                    if (_current == own)
                    {
                        _listener.Advanced(progress);
                    }
                },
                OnRestart = () =>
                {
                    if (_current == own)
                    {
                        _listener.Restarted();
                    }
                },
                OnStopped = () => Finish(own, body, false, null),
                OnFailed = complaint => Finish(own, body, false, complaint),
            });
        }

        private void Take(Sending own, LayersRequest body, Part content)
        {
            if (_current != own)
            {
                return;
            }
            if (content is Predictions predictions)
            {
                _listener.Arrived(body, predictions);
            }
            else if (content is ClusteredLayer layer)
            {
                _listener.Arrived(layer);
            }
        }

        private void Finish(Sending own, LayersRequest body, bool done, Complaint? complaint)
        {
            if (_current != own)
            {
                return;
            }
            _current = null;
            if (done)
            {
                _answered = own.Key;
                _listener.Completed(body);
            }
            else if (complaint != null)
            {
                _listener.Failed(complaint);
            }
            if (_current == null && _waiting != null)
            {
                Start(_waiting, new RequestKey(_waiting));
            }
        }

        /// <summary>A request under way.</summary>
        private sealed class Sending
        {
            public Sending(RequestKey key)
            {
                Key = key;
            }

            public RequestKey Key { get; }

            public Action? Stop { get; set; }
        }
    }
}
