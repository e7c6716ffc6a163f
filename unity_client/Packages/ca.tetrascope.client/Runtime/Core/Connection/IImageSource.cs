using System;

namespace Tetrascope.Connection
{
    /// <summary>Who can give a server an image again that it has dropped.</summary>
    internal interface IImageSource
    {
        /// <summary>
        /// Gives it, and tells <paramref name="given"/>: with <paramref name="unknown"/> where the image is not kept
        /// here, or with another complaint where it could not be given.
        /// </summary>
        void GiveAgain(string imageId, Complaint unknown, Action<Complaint?> given);
    }
}
