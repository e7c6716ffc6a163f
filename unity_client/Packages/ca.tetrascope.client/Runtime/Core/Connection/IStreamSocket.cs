using System;

namespace Tetrascope.Connection
{
    /// <summary>One connection of the stream, from the attempt to open it to its end.</summary>
    public interface IStreamSocket : IDisposable
    {
        /// <summary>Puts a frame on its way; frames go one after the other, each as one message.</summary>
        void Send(byte[] frame);

        /// <summary>
        /// What has arrived, the oldest first; false where nothing has. After the one that says that the connection has
        /// ended nothing more comes.
        /// </summary>
        bool TryTake(out SocketEvent arrived);
    }
}
