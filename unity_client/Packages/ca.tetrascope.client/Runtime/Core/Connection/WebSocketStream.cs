using System;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    /// <summary>
    /// A connection of the stream over the network. Background tasks only read, write and decode; there is one read and
    /// one write at a time.
    /// </summary>
    internal sealed class WebSocketStream : IStreamSocket
    {
        private const int PieceBytes = 64 * 1024;

        private readonly ClientWebSocket _socket = new ClientWebSocket();
        private readonly CancellationTokenSource _stop = new CancellationTokenSource();
        private readonly ConcurrentQueue<SocketEvent> _arrived = new ConcurrentQueue<SocketEvent>();
        private Task _lastSend = Task.CompletedTask;

        public WebSocketStream(Uri address, string? token)
        {
            _socket.Options.AddSubProtocol(Wire.Subprotocol);
            if (token != null)
            {
                _socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
            }
            Task.Run(() => Read(address));
        }

        public void Send(byte[] frame)
        {
            _lastSend = SendAfter(_lastSend, frame);
        }

        public bool TryTake(out SocketEvent arrived)
        {
            return _arrived.TryDequeue(out arrived);
        }

        public void Dispose()
        {
            if (_stop.IsCancellationRequested)
            {
                return;
            }
            Task.Run(Close);
        }

        private async Task SendAfter(Task before, byte[] frame)
        {
            try
            {
                await before.ConfigureAwait(false);
                var message = new ArraySegment<byte>(frame);
                await _socket.SendAsync(message, WebSocketMessageType.Binary, true, _stop.Token).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // A line that breaks while something is sent breaks for the reader too, who tells of it.
                _socket.Abort();
            }
        }

        private async Task Close()
        {
            try
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
                if (_socket.State == WebSocketState.Open)
                {
                    await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token)
                        .ConfigureAwait(false);
                }
            }
            catch (Exception)
            {
                // The server notices a broken line as well.
            }
            finally
            {
                _stop.Cancel();
                _socket.Dispose();
            }
        }

        private async Task Read(Uri address)
        {
            try
            {
                await _socket.ConnectAsync(address, _stop.Token).ConfigureAwait(false);
                var message = new Message();
                while (true)
                {
                    WebSocketReceiveResult piece =
                        await _socket.ReceiveAsync(message.Room(), _stop.Token).ConfigureAwait(false);
                    if (piece.MessageType == WebSocketMessageType.Close)
                    {
                        _arrived.Enqueue(SocketEvent.Closed((int?)piece.CloseStatus));
                        return;
                    }
                    message.Take(piece.Count);
                    if (piece.EndOfMessage)
                    {
                        _arrived.Enqueue(SocketEvent.Of(message.Whole()));
                    }
                }
            }
            catch (Exception error)
            {
                _arrived.Enqueue(SocketEvent.Closed(null, error));
            }
        }

        /// <summary>A message as it is put together from its pieces.</summary>
        private sealed class Message
        {
            private byte[] _bytes = new byte[PieceBytes];
            private int _count;

            /// <summary>Where the next piece goes.</summary>
            public ArraySegment<byte> Room()
            {
                if (_count == Limits.MaxAnswerBytes)
                {
                    throw new InvalidOperationException(
                        $"Expected a frame of at most {_count} bytes, got a larger one.");
                }
                if (_count == _bytes.Length)
                {
                    Array.Resize(ref _bytes, (int)Math.Min(2L * _bytes.Length, Limits.MaxAnswerBytes));
                }
                return new ArraySegment<byte>(_bytes, _count, Math.Min(_bytes.Length - _count, PieceBytes));
            }

            public void Take(int count)
            {
                _count += count;
            }

            /// <summary>
            /// The message in an array of its own; what is decoded of it may point into that. Begins anew.
            /// </summary>
            public byte[] Whole()
            {
                byte[] whole = _bytes.AsSpan(0, _count).ToArray();
                _count = 0;
                return whole;
            }
        }
    }
}
