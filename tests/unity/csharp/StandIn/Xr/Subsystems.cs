using System;
using System.Collections.Generic;
using UnityEngine.XR;

namespace UnityEngine
{
    public static class SubsystemManager
    {
        internal static List<XRInputSubsystem> Running { get; } = new List<XRInputSubsystem>();

        public static void GetSubsystems<T>(List<T> subsystems)
            where T : class
        {
            subsystems.Clear();
            foreach (XRInputSubsystem subsystem in Running)
            {
                if (subsystem is T found)
                {
                    subsystems.Add(found);
                }
            }
        }
    }

    public class IntegratedSubsystem
    {
    }

    public class IntegratedSubsystem<TSubsystemDescriptor> : IntegratedSubsystem
    {
    }

    public abstract class IntegratedSubsystemDescriptor
    {
    }

    public class IntegratedSubsystemDescriptor<TSubsystem> : IntegratedSubsystemDescriptor
    {
    }
}

namespace UnityEngine.XR
{
    public class XRInputSubsystem : IntegratedSubsystem<XRInputSubsystemDescriptor>
    {
        public event Action<XRInputSubsystem> trackingOriginUpdated;

        /// <summary>
        /// The person holds the headset's own button: where the head is becomes the middle of the room.
        /// </summary>
        internal void MoveOrigin()
        {
            trackingOriginUpdated?.Invoke(this);
        }
    }

    public class XRInputSubsystemDescriptor : IntegratedSubsystemDescriptor<XRInputSubsystem>
    {
    }
}
