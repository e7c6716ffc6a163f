using System;
using Tetrascope.Protocol;

namespace Tetrascope.Connection
{
    /// <summary>Who is told of the stream's connection.</summary>
    internal interface IStreamListener
    {
        /// <summary>It is in another state.</summary>
        void StateChanged(ConnectionState state);

        /// <summary>
        /// The server greets, at each connection. Another <c>version</c> than before: it was replaced.
        /// </summary>
        void Greeted(HelloFrame hello);

        /// <summary>
        /// A connection could not be opened, and the line does not say why: to be found out, and told by
        /// <see cref="StreamLine.Diagnosed"/>.
        /// </summary>
        void Diagnose(Exception? cause);

        /// <summary>
        /// The server has dropped an image: to be given again, and told by <see cref="StreamClient.ImageGiven"/>, with
        /// <paramref name="complaint"/> where nobody has it.
        /// </summary>
        void ImageWanted(string imageId, Complaint complaint);
    }
}
